/// A new desk subscribes to the whole book: how long until its positions are usable, beside the
/// same copy into tables with nothing but their keys.
struct FirstCopy: Sendable {
    private static let aim = 2.0

    let desk: BenchDesk

    func measure(_ table: inout BenchTable) async throws {
        let openings = try await desk.primary(sql: "select count(*) from book.opening_positions")
        let clients = try await desk.primary(sql: "select count(*) from book.users")
        desk.desk.narrate("bench: first copy of \(openings) positions of \(clients) clients, twice")
        let plain = try await SecondBook.plain(desk)
        let bare = try await ContinuousClock().measure { try await plain.copy() } / .seconds(1)
        try await plain.remove()
        let fresh = try await SecondBook.desk(desk)
        let copied = try await ContinuousClock().measure { try await fresh.copy() } / .seconds(1)
        let folded = try await ContinuousClock().measure {
            // As the worker does: one connection, a commit each.
            try await fresh.sql(
                "do $$ begin loop exit when sync.fold() = 0; commit; end loop; end $$")
        }
        let whole = copied + folded / .seconds(1)
        let usable = try await fresh.sql("select count(*) from core.positions")
        let missing = try await fresh.sql(
            """
            select (select count(*) from ops.position_breaks) \
            + (select count(*) from ops.refused_rows)
            """)
        try await fresh.remove()
        table.add(
            "first copy of \(clients) clients and \(openings) opening positions up to usable"
                + " positions, s", BenchTable.text(whole),
            limit: "copy into bare tables \(BenchTable.text(bare))",
            ratio: BenchTable.text(whole / bare), aim: "at most \(BenchTable.text(Self.aim))")
        table.add(
            "of it copied, folded, s",
            "\(BenchTable.text(copied)) / \(BenchTable.text(folded / .seconds(1)))")
        if missing != "0" || (Int(usable) ?? 0) < (Int(openings) ?? 0) {
            table.note("\(usable) positions are usable, \(missing) rows are wrong or refused")
        }
    }
}
