import FoundationEssentials
import PrivateDesk
import Testing

/// The stream is cut at every stage; the drop copy knows what the primary could not send. After
/// each: positions are the exchange's own, and what comes twice counts once.
@Suite("The stream is cut")
struct CutTests {
    private static let sleeping =
        "select count(*) from pg_stat_activity where wait_event = 'PgSleep';"

    @Test("before the commit of a trade: the primary never has it, the desk does")
    func beforeCommit() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            try await sides.record([
                exchange.trade(user: 1, side: "buy", units: 5, day: sides.day)
            ])
            try await sides.expectPositions(of: exchange)
            let lost = exchange.trade(user: 1, side: "sell", units: 7, day: sides.day)
            try await sides.place(lost)
            // In the transaction when the power goes: the server is told to stop at once meanwhile.
            async let aborted: String = sides.primary.run(
                TwoSides.filling(lost).replacing(
                    "end $$;", with: "perform pg_sleep(600); end $$;"))
            try await sides.eventually("1", Self.sleeping, on: sides.primary)
            try await sides.primarySide.cluster.stop(.immediate)
            _ = try? await aborted
            try await sides.dropCopy([lost])
            try await sides.expectPositions(of: exchange)
            try await sides.primarySide.cluster.start()
            try await sides.eventually(
                "0", "select count(*) from book.trades where trade_number = 'P2';",
                on: sides.primary)
            let next = exchange.trade(user: 2, side: "buy", units: 3, day: sides.day)
            try await sides.record([next])
            try await sides.dropCopy([next])
            try await sides.expectPositions(of: exchange)
            try await sides.eventually("P2", "select trade_number from ops.gap_trades;")
        }
        try await sides.stop()
    }

    @Test("during the commit: written there, not sent; it comes when the primary is back, once")
    func duringCommit() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            let held = exchange.trade(user: 3, side: "buy", units: 11, day: sides.day)
            try await sides.place(held)
            // A sender that is stopped is a network that swallows: committed, and not on the wire.
            let sender = try await sides.primary.run(
                "select pid from pg_stat_replication where application_name = 'irra_book';")
            try await sides.primary.run(
                "copy (select 1) to program 'cat >/dev/null; kill -STOP \(sender.dropLast())';")
            try await sides.primary.run(TwoSides.filling(held))
            try await sides.primarySide.cluster.stop(.immediate)
            try await sides.dropCopy([held])
            try await sides.expectPositions(of: exchange)
            try await sides.eventually("P1", "select trade_number from ops.gap_trades;")
            try await sides.primarySide.cluster.start()
            try await sides.eventually(
                "t", "select primary_at is not null from core.trades where trade_number = 'P1';")
            try await sides.expectPositions(of: exchange)
            try await sides.eventually("0", "select count(*) from ops.gap_trades;")
        }
        try await sides.stop()
    }

    @Test("after the commit: the drop copy of what was replicated moves nothing")
    func afterCommit() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            let trade = exchange.trade(user: 4, side: "sell", units: 13, day: sides.day)
            try await sides.record([trade])
            try await sides.expectPositions(of: exchange)
            try await sides.primarySide.cluster.stop(.immediate)
            try await sides.dropCopy([trade])
            try await sides.dropCopy([trade])
            try await sides.expectPositions(of: exchange)
        }
        try await sides.stop()
    }

    @Test("in half a batch: all of a transaction or nothing of it, however often the worker dies")
    func halfABatch() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            for round in 0..<3 {
                var batch: [Exchange.Trade] = []
                for number in 0..<300 {
                    batch.append(
                        exchange.trade(
                            user: number % Side.clients + 1, instrument: number % 2 + 1,
                            side: number % 3 == 0 ? "sell" : "buy", units: round + 1,
                            day: sides.day))
                }
                async let recorded: Void = sides.record(batch)
                for _ in 0..<10 {
                    try await Task.sleep(for: .milliseconds(30))
                    try await sides.backup.run(
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where backend_type = 'logical replication worker';
                        """)
                    let seen = try await sides.backup.run(
                        "select count(*) % 300 from book.trades;")
                    #expect(seen == "0\n")
                }
                try await recorded
            }
            try await sides.expectPositions(of: exchange)
        }
        try await sides.stop()
    }

    @Test("the slot is lost: the tables are copied again, and nothing counts twice")
    func slotLost() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            try await sides.record([
                exchange.trade(user: 5, side: "buy", units: 17, day: sides.day)
            ])
            try await sides.expectPositions(of: exchange)
            let unseen = exchange.trade(user: 5, side: "sell", units: 19, day: sides.day)
            try await sides.place(unseen)
            try await sides.backup.run("alter subscription irra_book disable;")
            try await sides.eventually(
                "f", "select active from pg_replication_slots where slot_name = 'irra_book';",
                on: sides.primary)
            try await sides.primary.run("select pg_drop_replication_slot('irra_book');")
            try await sides.primary.run(TwoSides.filling(unseen))
            try await sides.dropCopy([unseen])
            try await sides.expectPositions(of: exchange)
            try await sides.copyAgain()
            try await sides.expectPositions(of: exchange)
            try await sides.eventually(
                "2", "select count(*) from core.trades where primary_at is not null;")
        }
        try await sides.stop()
    }

    @Test("a schema change in the wrong order stops the stream, and nothing is lost by it")
    func schemaChange() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            let trade = exchange.trade(user: 6, side: "buy", units: 23, day: sides.day)
            try await sides.place(trade)
            try await sides.primary.run(
                """
                alter table book.trades add column strategy text;
                """)
            let columns = try await sides.primary.run(
                """
                select string_agg(quote_ident(c), ', ') from pg_publication_tables
                cross join unnest(attnames) c where pubname = 'book' and tablename = 'trades';
                """)
            try await sides.primary.run(
                """
                alter publication book drop table book.trades;
                alter publication book add table book.trades (\(columns.dropLast()), strategy);
                """)
            try await sides.primary.run(TwoSides.filling(trade))
            try await sides.eventually("f", "select subenabled from pg_subscription;")
            try await sides.dropCopy([trade])
            try await sides.expectPositions(of: exchange)
            // What should have come first.
            try await sides.backup.run(
                "set role irra_owner; alter table book.trades add column strategy text;")
            try await sides.eventually(
                "t", "select primary_at is not null from core.trades where trade_number = 'P1';")
            try await sides.expectPositions(of: exchange)
        }
        try await sides.stop()
    }

    /// Where the transaction finished that is not applied: its begin message's second to ninth
    /// byte. A slot is read by one at a time, and the worker just may be trying again.
    private func stoppedAt(_ sides: TwoSides) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(150)
        while true {
            do {
                let position = try await sides.primary.run(
                    """
                    select format('%s/%s', upper(to_hex(('x' || substr(h, 3, 8))::bit(32)::int)),
                        upper(to_hex(('x' || substr(h, 11, 8))::bit(32)::int)))
                    from (select encode(data, 'hex') as h from pg_logical_slot_peek_binary_changes(
                        'irra_book', null, 1, 'proto_version', '1', 'publication_names', 'book')
                        limit 1) m;
                    """)
                return String(position.dropLast())
            } catch DeskError.commandFailed(_, _, let detail)
                where detail.contains("is active for PID") && ContinuousClock.now < deadline
            {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    @Test("a transaction that cannot be applied is left out by two people, and the stream goes on")
    func skipped() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            try await sides.backup.run(
                "insert into book.trading_days values ('2025-01-01', '2025-01-01 09:15+05:30');")
            try await sides.primary.run(
                """
                set synchronous_commit = on;
                insert into book.trading_days values ('2025-01-01', '2025-01-01 09:15+05:30');
                """)
            try await sides.eventually(
                "1", "select count(*) from core.alerts where kind = 'replication_stopped';")
            let behind = exchange.trade(user: 7, side: "buy", units: 29, day: sides.day)
            try await sides.record([behind])
            try await sides.leaveOut(stoppedAt(sides))
            try await sides.expectPositions(of: exchange)
            try await sides.eventually(
                "1", "select count(*) from core.alerts where kind = 'transaction_skipped';")
        }
        try await sides.stop()
    }
}
