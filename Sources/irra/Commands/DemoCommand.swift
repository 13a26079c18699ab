import ArgumentParser
import FoundationEssentials
import PrivateDesk

/// `irra demo`: the main job from an empty home to a confirmed position, then everything is
/// stopped.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Do the main job once on a fresh desk and check it, then stop what was started.",
        discussion: """
            The demo's desk is apart from that of `irra run`: in .irra/demo, or in IRRA_HOME when \
            that is set. It begins empty: what an earlier demo left there is removed, a desk that \
            is not the demo's is left alone.
            """)

    /// Where the demo's desk is when no setting says so: apart from a person's.
    private static let defaultHome = Settings.defaultHome + "/demo"
    /// Marks a home as the demo's own, to be removed by the next demo.
    private static let marker = "made-by-demo"

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try await options.settings(defaultHome: Self.defaultHome)
        try await Self.clear(settings)
        let desk = try await Desk.open(settings)
        try Data().write(to: URL(filePath: desk.home.path + "/" + Self.marker))
        let outcome: Result<String, any Error>
        do {
            outcome = .success(try await Demo(desk: desk).run())
        } catch {
            outcome = .failure(error)
        }
        desk.narrate("")
        try await desk.down()
        switch outcome {
        case .success(let figures): Terminal.say("demo: ok (\(figures))")
        case .failure(let error):
            Terminal.complain("demo: failed: \(error)")
            Terminal.complain("logs: \(desk.home.path)/log")
            throw ExitCode.failure
        }
    }

    /// Tells whoever starts a desk of their own in a demo's home what will become of it.
    static func warn(of home: Home) {
        guard FileManager.default.fileExists(atPath: home.path + "/" + marker) else { return }
        Terminal.complain("\(home.path) is a demo's: the next demo in it removes this desk")
    }

    /// Removes the home of an earlier demo, stopping what still runs there.
    private static func clear(_ settings: Settings) async throws {
        let files = FileManager.default
        guard files.fileExists(atPath: settings.home),
            try !files.contentsOfDirectory(atPath: settings.home).isEmpty
        else { return }
        guard files.fileExists(atPath: settings.home + "/" + marker) else {
            throw DeskError.state(
                "\(settings.home) holds a desk that is not a demo's:"
                    + " give the demo another IRRA_HOME"
            )
        }
        if let earlier = try Desk.existing(settings) {
            try await earlier.down()
            try earlier.home.remove()
        }
    }
}
