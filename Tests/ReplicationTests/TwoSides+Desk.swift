import FoundationEssentials
import Testing

extension TwoSides {
    /// An agent squares off at the desk and the exchange trades it; the drop copy follows unless
    /// it is held back.
    func deskTrades(
        _ exchange: inout Exchange, user: Int, units: Int, confirm: Bool = true
    ) async throws {
        // The worker, just started, may not have made a position of what was copied.
        try await eventually(
            "1",
            """
            select count(*) from core.positions where (user_id, instrument_id) = (\(user), 1);
            """)
        try await backup.run("select exchange.square_off(\(user), 1, \(units));")
        let answer = try await backup.run("select exchange.trade_orders();")
        struct Told: Decodable {
            let number, order, clordid, side, day: String
            let user, instrument, units: Int
        }
        let told = try JSONDecoder().decode([Told].self, from: Data(answer.utf8))
        #expect(told.map(\.units).reduce(0, +) == units)
        let trades = told.map { one in
            Exchange.Trade(
                number: one.number, user: one.user, instrument: one.instrument, side: one.side,
                units: one.units, order: one.order, clOrdID: one.clordid, day: one.day)
        }
        for trade in trades { exchange.add(trade) }
        if confirm { try await dropCopy(trades) }
    }

    /// The drop copy tells all of the desk's trades, once more for most.
    func confirmDesk(_ exchange: Exchange) async throws {
        try await dropCopy(exchange.trades.filter { $0.number.hasPrefix("D") })
    }

    /// The primary's DBA, as the runbook says.
    func handOver() async throws {
        try await eventually(
            "t",
            """
            select bool_and(ok) and (select max(seal_number) from desk.seals)
                = \(try await backup.run("select max(seal_number) from desk.seals;").dropLast())
            from desk.compare();
            """, on: primary)
        try await primary.run("select desk.merge();")
        let conflicts = try await primary.run(
            "select * from desk.conflicts where resolved_at is null;")
        #expect(conflicts.isEmpty)
        try await primary.run("select desk.acknowledge();")
    }

    /// What the second person's approval does, as often as the sync worker is just trying again.
    func leaveOut(_ position: String) async throws {
        try await eventually(
            "\(position)",
            """
            select logic.approve_skip(a) ->> 'skipped'
            from jsonb_populate_record(null::core.approvals, jsonb_build_object(
                'reason', 'test', 'payload', jsonb_build_object('lsn', '\(position)'))) a;
            """)
    }

    /// A subscription that stopped by a cut goes on.
    func enableDesk() async throws {
        try await primary.run("alter subscription irra_desk enable;")
    }

    /// The way out when the slot is lost, as replication/README.md says.
    func copyAgain() async throws {
        try await backup.run("select sync.disable_subscription();")
        try await backup.run("alter subscription irra_book set (slot_name = none);")
        try await backup.run("drop subscription irra_book;")
        try await primary.run(
            """
            select pg_drop_replication_slot(slot_name) from pg_replication_slots
            where slot_name = 'irra_book' and not active;
            """)
        try await backup.run(
            """
            truncate book.users, book.instruments, book.prices, book.trading_days,
                book.opening_positions, book.orders, book.trades, book.funds;
            """)
        try await subscribe()
    }
}
