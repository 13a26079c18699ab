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
            Begins with an empty home: what an earlier demo left in IRRA_HOME is removed, a desk \
            that is not the demo's is left alone.
            """)

    /// Marks a home as the demo's own, to be removed by the next demo.
    private static let marker = "demo"

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try await options.settings()
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
