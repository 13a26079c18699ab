import FoundationEssentials
import PrivateDesk

/// The main site trades at a steady rate while `irra sync` folds: how long after it was recorded
/// each trade could be read in the desk's book, and in its positions.
struct StreamLag: Sendable {
    private static let aim = 200.0

    let desk: BenchDesk
    let plan: BenchPlan

    func measure(_ table: inout BenchTable) async throws {
        let trades = plan.streamRate * plan.streamSeconds / plan.writers * plan.writers
        desk.desk.narrate("bench: \(trades) trades of the main site, \(plan.streamRate) a second")
        let sites = try await desk.primary("sites.sql")
        try await desk.startSync()
        async let watching = desk.run("watch_fold.sql")
        try await desk.wait(for: "who watches the fold") {
            try await desk.sql(
                "select count(*) from pg_stat_activity where query like 'call bench.watch_fold%'")
                == "1"
        }
        let load = try await desk.primaryLoad(
            "streamed_trade.pgbench", clients: plan.writers,
            transactions: trades / plan.writers, rate: plan.streamRate, ["sites": sites])
        do {
            try await desk.wait(for: "the last trade's fold", within: BenchDesk.longPatience) {
                try await desk.sql(
                    """
                    select count(*) from core.trades where trade_number like 'LAG%' \
                    and primary_at is not null and position_id is not null
                    """) == "\(trades)"
            }
        } catch {
            // Whoever watches is to end, whatever comes of it.
            _ = try? await desk.sql("insert into bench.stops default values")
            throw error
        }
        try await desk.sql("insert into bench.stops default values")
        let fields = try await watching.split(separator: "|").compactMap { Double($0) }
        try await desk.stopSync()
        guard fields.count == 6 else { throw BenchError("the stream left no times: \(fields)") }
        add(fields, load, trades, to: &table)
        let breaks = try await desk.sql("select count(*) from ops.position_breaks")
        if Int(fields[0]) != trades || breaks != "0" {
            table.note("\(Int(fields[0])) of \(trades) trades were seen; \(breaks) positions wrong")
        }
    }

    private func add(
        _ fields: [Double], _ load: LoadResult, _ trades: Int, to table: inout BenchTable
    ) {
        table.add(
            "trade of the main site to position, \(trades) at \(BenchTable.text(load.rate)) a"
                + " second, p50 ms", BenchTable.text(fields[3]),
            limit: "to the replicated row \(BenchTable.text(fields[1]))",
            ratio: BenchTable.text(fields[3] / fields[1]))
        table.add(
            "the same, p99 ms", BenchTable.text(fields[4]),
            limit: "to the replicated row \(BenchTable.text(fields[2]))",
            ratio: BenchTable.text(fields[4] / fields[2]),
            aim: "at most \(Int(Self.aim)) ms (longest \(BenchTable.text(fields[5])))")
    }
}
