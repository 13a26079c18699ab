import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc

/// `irra bench`: figures beside limits of the same run; the desk it measures is made and removed.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure a desk of its own beside the machine's limits; nothing passes or fails.",
        discussion: """
            Build it for release first: `make bench`. The desk is made in a temporary home with \
            free ports, with fsync on, and removed at the end. See bench/README.md.
            """)

    @OptionGroup var options: SettingsOptions

    @Option(
        help: ArgumentHelp(
            "Figures to measure, separated by commas: "
                + BenchFigure.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "figures"),
        transform: { text in
            try text.split(separator: ",").map { name in
                guard let figure = BenchFigure(rawValue: String(name)) else {
                    throw ValidationError("there is no figure '\(name)'")
                }
                return figure
            }
        })
    var only: [BenchFigure]?

    @Option(help: "Exits that are queued at once (default: 100,000).")
    var exits: Int?

    @Option(help: "Finished orders in the long history (default: 1,000,000).")
    var history: Int?

    @Option(
        help: "Positions of clients who do not trade, which make the book large (default: 100,000)."
    )
    var positions: Int?

    @Flag(help: "Small sizes: a few minutes, to see that the benchmark works.")
    var quick = false

    @Option(help: ArgumentHelp("Where the figures are written, too.", valueName: "file"))
    var report: String?

    @Flag(help: "Leave the desk in its home, stopped, to look at its logs.")
    var keep = false

    @Option(
        help: ArgumentHelp(
            "Measure nothing: serve Hummingbird's hello-world here (bench/front.py asks for it).",
            valueName: "port"))
    var helloWorld: Int?

    func validate() throws {
        for (name, value, least) in [
            ("--exits", exits, 100), ("--history", history, 1), ("--positions", positions, 0),
        ] {
            if let value, !(least...100_000_000).contains(value) {
                throw ValidationError("\(name) must be \(least) to 100000000")
            }
        }
    }

    func run() async throws {
        if let helloWorld { return try await HelloWorld.serve(port: helloWorld) }
        var plan = quick ? BenchPlan.quick : BenchPlan.full
        if let only { plan.figures = Set(only) }
        if let exits { plan.exits = exits / plan.writers * plan.writers }
        if let history { plan.longHistory = max(history, plan.shortHistory) }
        if let positions { plan.positions = positions }
        let home = "/var/tmp/irra-bench-\(UInt32.random(in: 0 ... .max))"
        let settings = try await options.settings(defaultHome: home)
        let started = Date()
        let desk = try await BenchDesk.open(settings, narrate: Terminal.say)
        let outcome: Result<(table: BenchTable, settings: String), any Error>
        do {
            let measuring = Task { try await Bench(desk: desk, plan: plan).run() }
            let signals = Self.onSignal { measuring.cancel() }
            defer { for source in signals { source.cancel() } }
            outcome = .success(try await measuring.value)
        } catch {
            outcome = .failure(error)
        }
        do {
            if keep { try await desk.desk.down() } else { try await desk.tearDown() }
        } catch {
            Terminal.complain("bench: the desk in \(settings.home) was not removed: \(error)")
        }
        let measured = try outcome.get()
        let text = BenchReport(plan: plan, started: started).markdown(measured)
        Terminal.say("\n" + text)
        if let report {
            try Data(text.utf8).write(to: URL(filePath: report), options: .atomic)
        }
    }

    /// Ctrl-C ends the measuring, not the tidying up after it.
    private static func onSignal(
        _ act: @escaping @Sendable () -> Void
    ) -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler(handler: act)
            source.resume()
            return source
        }
    }
}
