import ArgumentParser
import FoundationEssentials
import Glibc
import PrivateDesk

/// `irra status`: what runs.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say what runs: a line for each cluster and worker.")

    @OptionGroup var options: SettingsOptions

    @Flag(help: "A JSON list of {name, kind, pid, state, since, log} instead of a table.")
    var json = false

    @Flag(help: "Stay, drawn anew every second, with what the desk says of itself.")
    var watch = false

    func validate() throws {
        if watch && json { throw ValidationError("--watch is for people, --json for machines") }
        if watch && isatty(STDOUT_FILENO) == 0 {
            throw ValidationError("--watch draws on a terminal; this is none")
        }
    }

    func run() async throws {
        let settings = try await options.settings()
        let screen = StatusScreen(settings: settings)
        if json {
            let statuses = try Desk.existing(settings)?.statuses() ?? []
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Terminal.say(String(decoding: try encoder.encode(statuses), as: UTF8.self))
        } else if watch {
            try await screen.refresh(every: .seconds(1))
        } else {
            for line in try screen.processes() { Terminal.say(line) }
        }
    }
}
