import FoundationEssentials
import PrivateDesk

/// One run of the benchmark: each figure beside a limit that is measured in the same run on the
/// same machine. It tells figures and never passes or fails by a time.
struct Bench: Sendable {
    let desk: BenchDesk
    let plan: BenchPlan

    /// Measures; returns the figures and the settings that they depend on.
    func run() async throws -> (table: BenchTable, settings: String) {
        var table = BenchTable()
        try await desk.setUp(plan)
        let commit = try await BareLimits(desk: desk).measure(plan, &table)
        let wire = RequestToWire(desk: desk, plan: plan)
        var base: RequestToWire.Times?
        if !plan.figures.isDisjoint(with: [.wire, .history]) {
            base = try await wire.measure(history: plan.shortHistory, from: 0)
        }
        if plan.figures.contains(.wire), let base { wire.add(base, busy: commit, to: &table) }
        tell(table, from: 0)
        if !plan.figures.isDisjoint(with: [.life, .notify]) {
            let known = table.lines.count
            try await QueuedExits(desk: desk, plan: plan).measure(&table)
            tell(table, from: known)
        }
        if plan.figures.contains(.storm) {
            let known = table.lines.count
            try await FillStorm(desk: desk, plan: plan).measure(&table)
            tell(table, from: known)
        }
        if plan.figures.contains(.messages) {
            let known = table.lines.count
            try await MessageRates(desk: desk, plan: plan).measure(&table)
            tell(table, from: known)
        }
        if plan.figures.contains(.front) {
            let known = table.lines.count
            desk.desk.narrate("bench: one read over HTTP, the front beside other servers")
            try await ScriptedFigures(desk: desk).add(
                "bench/front.py", by: "/usr/bin/python3",
                [
                    "--program", try ScriptedFigures.thisProgram(), "--seconds",
                    "\(plan.frontSeconds)",
                ], to: &table)
            tell(table, from: known)
        }
        if plan.figures.contains(.history), let base {
            let long = try await wire.measure(history: plan.longHistory, from: plan.shortHistory)
            wire.add(base, long: long, to: &table)
        }
        try await replication(&table)
        return (table, try await desk.run("machine.sql"))
    }

    /// Last, because the desk hands back what it did, and everything measured before is part of it.
    private func replication(_ table: inout BenchTable) async throws {
        for figure in [BenchFigure.copy, .stream, .lag, .compare, .activation, .failback]
        where plan.figures.contains(figure) {
            let known = table.lines.count
            switch figure {
            case .copy: try await FirstCopy(desk: desk).measure(&table)
            case .stream: try await StreamRate(desk: desk, plan: plan).measure(&table)
            case .lag: try await StreamLag(desk: desk, plan: plan).measure(&table)
            case .compare: try await BooksCompared(desk: desk, plan: plan).measure(&table)
            case .activation: try await TakingOver(desk: desk, plan: plan).measure(&table)
            default: try await GoingBack(desk: desk, plan: plan).measure(&table)
            }
            tell(table, from: known)
        }
    }

    /// What is measured is told at once: what fails later takes no figure away.
    private func tell(_ table: BenchTable, from known: Int) {
        for line in table.lines[known...] {
            desk.desk.narrate("bench: \(line.what): \(line.measured)")
        }
    }
}
