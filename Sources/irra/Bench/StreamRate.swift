/// Trades of the main site that waited at the primary, each with its order and a commit: how fast
/// they are applied to the desk's book while `irra sync` folds, beside plain logical replication of
/// the same trades into tables with nothing but their keys.
struct StreamRate: Sendable {
    private static let aim = 0.7

    let desk: BenchDesk
    let plan: BenchPlan

    func measure(_ table: inout BenchTable) async throws {
        desk.desk.narrate("bench: \(plan.waiting) trades of the main site are applied, twice")
        let plain = try await SecondBook.plain(desk)
        try await plain.copy()
        try await plain.sql("alter subscription plain disable")
        try await desk.sql("alter subscription irra_book disable")
        try await desk.primary("sites.sql")
        let last = try await desk.primary(
            "waiting_trades.sql", ["trades": "\(plan.waiting)"], oneTransaction: false)
        let applied = "select coalesce(max(trade_id), 0) >= \(last) from book.trades"

        let bare =
            try await ContinuousClock().measure {
                try await plain.sql("alter subscription plain enable")
                try await desk.wait(for: "plain replication", within: BenchDesk.longPatience) {
                    try await plain.sql(applied) == "t"
                }
            } / .seconds(1)
        try await plain.remove()

        try await desk.startSync()
        let clock = ContinuousClock()
        let started = clock.now
        try await desk.sql("alter subscription irra_book enable")
        try await desk.wait(for: "the desk's book", within: BenchDesk.longPatience) {
            try await desk.sql(applied) == "t"
        }
        let there = clock.now
        try await desk.wait(for: "the fold", within: BenchDesk.longPatience) {
            try await desk.sql(
                """
                select w.arrival >= (select max(t.arrival) from book.trades t) \
                from sync.watermarks w where w.table_name = 'trades'
                """) == "t"
        }
        let folded = clock.now
        try await desk.stopSync()
        let seconds = (there - started) / .seconds(1)
        let trades = Double(plan.waiting)
        table.add(
            "\(plan.waiting) streamed trades applied to the book while they are folded, a second",
            BenchTable.text(trades / seconds),
            limit: "plain replication \(BenchTable.text(trades / bare))",
            ratio: BenchTable.text(bare / seconds), aim: "at least \(BenchTable.text(Self.aim))")
        table.add(
            "from the last of them in the book to its position, ms",
            BenchTable.text((folded - there) / .milliseconds(1)))
        let breaks = try await desk.sql("select count(*) from ops.position_breaks")
        if breaks != "0" { table.note("\(breaks) positions are wrong after the stream") }
    }
}
