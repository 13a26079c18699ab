import ArgumentParser

/// `irra up`: the whole desk in the background.
struct UpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Start the whole desk in the background and return when it is ready.")

    @OptionGroup var options: SettingsOptions
    @OptionGroup var parts: PartOptions

    func run() async throws {
        let desk = try await Desk.open(options.settings())
        PassingDesk.warn(of: desk.home)
        try await desk.up(without: parts.left)
    }
}
