import ArgumentParser
import FoundationEssentials
import PrivateDesk

/// `irra status`: what runs.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say what runs: a line for each cluster and worker.")

    @OptionGroup var options: SettingsOptions

    @Flag(help: "A JSON list of {name, kind, pid, state, since, log} instead of a table.")
    var json = false

    func run() async throws {
        let statuses = try Desk.existing(await options.settings())?.statuses() ?? []
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Terminal.say(String(decoding: try encoder.encode(statuses), as: UTF8.self))
        } else if statuses.isEmpty {
            Terminal.say("no desk has been set up here: `irra up` does it")
        } else {
            for status in statuses {
                let pid = status.pid.map { "pid \($0)" } ?? ""
                let since = status.since.map { "since \($0)" } ?? ""
                Terminal.say(
                    [status.name, status.state, pid, since]
                        .map { Self.padded($0) }.joined(separator: " "))
            }
        }
    }

    private static func padded(_ text: String) -> String {
        let width = 12
        return text + String(repeating: " ", count: max(0, width - text.count))
    }
}
