import ArgumentParser
import FoundationEssentials

/// `irra rehearse`: a day of the exchange's price files, practised in drill mode.
struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Practise a whole day in drill mode, with the prices of the exchange's files.",
        discussion: """
            A fresh desk is made, apart from that of `irra run`: in .irra/rehearsal, or in \
            IRRA_HOME when that is set. Invented clients hold what the files name. Two people \
            begin a drill; prices go from the day's open over low and high to its close, at the \
            simulator and in the book; clients call and have positions closed; the exchange \
            closes, two people end the drill, and the report is kept. With --calls 0 nobody calls \
            by itself: people practise on the page with the log-ins that are printed. \
            docs/runbooks/drill.md.
            """)

    /// Where the rehearsal's desk is when no setting says so.
    private static let defaultHome = Settings.defaultHome + "/rehearsal"

    @OptionGroup var options: SettingsOptions

    @Option(help: "How long the day is, in seconds; a real one has 22500.")
    var seconds = 120

    @Option(help: "Clients who call, spread over the day.")
    var calls = 20

    @Option(
        help: ArgumentHelp(
            "Where drill.html and drill.csv are kept (default: in the rehearsal's home).",
            valueName: "folder"))
    var report: String?

    @Argument(
        help: "A day's bhavcopies, .csv or .zip (default: the few rows that come with the project)."
    )
    var bhavcopies: [String] = []

    func validate() throws {
        guard (1...86_400).contains(seconds) else {
            throw ValidationError("--seconds is 1 to 86400")
        }
        guard (0...100_000).contains(calls) else {
            throw ValidationError("--calls is 0 to 100000")
        }
        for file in bhavcopies where !FileManager.default.fileExists(atPath: file) {
            throw ValidationError("there is no file \(file)")
        }
    }

    func run() async throws {
        var settings = try await options.settings(defaultHome: Self.defaultHome)
        settings.backupDSN = nil
        settings.primaryDSN = nil
        let desk = try await PassingDesk.open(settings, bhavcopies: bhavcopies)
        let folder = report ?? desk.home.path
        let outcome: Result<String, any Error>
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            outcome = .success(
                try await Rehearsal(
                    demo: Demo(desk: desk), length: .seconds(seconds), calls: calls, folder: folder
                ).run())
        } catch {
            outcome = .failure(error)
        }
        desk.narrate("")
        try await desk.down()
        switch outcome {
        case .success(let figures): Terminal.say("rehearsal: ok (\(figures))")
        case .failure(let error):
            Terminal.complain("rehearsal: failed: \(error)")
            Terminal.complain("logs: \(desk.home.path)/log")
            throw ExitCode.failure
        }
    }
}
