import ArgumentParser
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

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try await options.settings(defaultHome: Self.defaultHome)
        let desk = try await PassingDesk.open(settings)
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
}
