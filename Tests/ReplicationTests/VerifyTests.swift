import FoundationEssentials
import Postgres
import PrivateDesk
import Sync
import Testing

/// Both books are compared while they move; what differs is named, and one table is copied again
/// while the others go on.
@Suite("Both books compared")
struct VerifyTests {
    private func comparison(
        _ sides: TwoSides, _ base: BookComparison.Settings = .init()
    ) -> BookComparison {
        var settings = base
        settings.pause = .milliseconds(300)
        // A busy machine may move for long.
        settings.looksLimit = 200
        settings.streamPatience = .seconds(120)
        return BookComparison(
            backup: PostgresConfiguration(
                conninfo: sides.backup.conninfo(user: "irra_sync"), applicationName: "verify"),
            primary: PostgresConfiguration(
                conninfo: sides.primary.conninfo(user: "irra_replicator"),
                applicationName: "verify"), settings: settings)
    }

    @Test("what is on its way is no difference; a wrong, a missing and an extra row are")
    func differences() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            try await sides.record([
                exchange.trade(user: 1, side: "buy", units: 5, day: sides.day),
                exchange.trade(user: 2, side: "buy", units: 5, day: sides.day),
            ])
            try await sides.expectPositions(of: exchange)
            // The primary trades all the time.
            let busy = Task {
                var number = 0
                while !Task.isCancelled, number < 200 {
                    number += 1
                    try await sides.primary.run(
                        """
                        update book.prices set last_price = 100 + \(number) where instrument_id = 1;
                        update book.funds set used = used + 1;
                        insert into book.funds (user_id, available, used, as_of)
                        values (\(number % 10 + 1), 5, 0, now()) on conflict do nothing;
                        """)
                }
            }
            let outcomes = try await comparison(sides).run(tables: ["trades", "users", "funds"])
            busy.cancel()
            _ = try? await busy.value
            #expect(outcomes.filter { !$0.different.isEmpty } == [])
            try await sides.backup.run(
                """
                set session_replication_role = replica;
                update book.trades set price = 99 where trade_number = 'P1';
                delete from book.trades where trade_number = 'P2';
                insert into book.trading_days values ('2020-01-01', now());
                """)
            let all = try await comparison(sides).run()
            #expect(all.count == 8)
            let different = all.filter { !$0.isSame }
            #expect(different.map(\.table) == ["trades", "trading_days"])
            #expect(different.first?.different.map(\.side) == [.both, .there])
            #expect(
                different.last?.different
                    == [.init(key: "(2020-01-01)", side: .here)])
            try await sides.eventually(
                "different|2",
                "select outcome, different from ops.comparisons where table_name = 'trades';")
            try await sides.eventually(
                "2",
                """
                select count(*) from core.alerts
                where kind = 'books_differ' and resolved_at is null;
                """)
            await #expect(throws: BookComparison.Failed.self) {
                try await comparison(sides).run(tables: ["people"])
            }
            try await copyAgain(sides, &exchange)
        }
        try await sides.stop()
    }

    @Test("however many rows differ, only so many are looked at one by one, and the rest is told")
    func manyDifferences() async throws {
        let sides = try await TwoSides()
        try await sides.primary.run(
            """
            insert into book.trading_days (trade_date, opened_at)
            select date '1900-01-01' + n, now() from generate_series(1, 20000) n;
            """)
        try await sides.eventually(
            "20000", "select count(*) from book.trading_days where trade_date < '2000-01-01';")
        var settings = BookComparison.Settings()
        settings.rowsAtOnce = 500
        let comparison = comparison(sides, settings)
        try await sides.backup.run(
            """
            delete from book.trading_days where trade_date in ('1900-02-01', '1930-01-01');
            """)
        let few = try #require(await comparison.run(tables: ["trading_days"]).first)
        #expect(few.different.map(\.key) == ["(1900-02-01)", "(1930-01-01)"])
        #expect(few.partsLeft == 0)
        try await sides.backup.run("delete from book.trading_days where trade_date < '2000-01-01';")
        let many = try #require(await comparison.run(tables: ["trading_days"]).first)
        #expect((1...500).contains(many.different.count))
        #expect(many.different.allSatisfy { $0.side == .there })
        #expect(many.partsLeft > 0)
        #expect(many.rowsThere - many.rowsHere == 20000)
        try await sides.eventually(
            "different",
            "select outcome from ops.comparisons where table_name = 'trading_days';")
        try await sides.stop()
    }

    /// The trades are copied again; what streams into other tables meanwhile arrives.
    private func copyAgain(_ sides: TwoSides, _ exchange: inout Exchange) async throws {
        let script = try ProjectFiles.find().path("replication/copy_table")
        let next = exchange.trade(user: 3, side: "sell", units: 2, day: sides.day)
        async let recorded: Void = sides.record([next])
        try await Shell.run(
            """
            '\(script)' "\(sides.backup.conninfo())" "\(sides.primary.conninfo())" trades \
            > /dev/null
            """)
        try await recorded
        try await sides.backup.run("delete from book.trading_days where trade_date < '2021-01-01';")
        let after = try await comparison(sides).run()
        #expect(after.filter { !$0.isSame } == [])
        try await sides.eventually(
            "0",
            "select count(*) from core.alerts where kind = 'books_differ' and resolved_at is null;")
        try await sides.expectPositions(of: exchange)
    }
}
