import ArgumentParser

/// `irra down`: stops what `irra up` started, and removes it when told to.
struct DownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Stop the desk: workers first, then the clusters.")

    @OptionGroup var options: SettingsOptions

    @Flag(help: "Then remove everything the desk has: clusters, secrets, logs, outbox.")
    var remove = false

    func run() async throws {
        let settings = try await options.settings()
        let desk = try Desk.existing(settings)
        if try await desk?.down() != true { Terminal.say("no desk runs in \(settings.home)") }
        if remove, let desk {
            try desk.home.remove()
            Terminal.say("removed \(desk.home.path)")
        }
    }
}
