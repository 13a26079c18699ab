import ArgumentParser

/// `irra down`: stops what `irra up` started.
struct DownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Stop the desk: workers first, then the clusters.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try await options.settings()
        guard let desk = try Desk.existing(settings), try await desk.down() else {
            Terminal.say("no desk runs in \(settings.home)")
            return
        }
    }
}
