import FoundationEssentials
import Postgres
import PrivateDesk
import Sync
import Testing

/// The kit on a primary that is not the reference one, and at its limits.
@Suite("The kit")
struct KitTests {
    @Test("a primary that nothing of the desk has come to says so, whatever it is asked")
    func nothingArrived() async throws {
        let project = try ProjectFiles.find()
        let site = try await TestDesk.shared().database(.primary)
        for file in ["primary", "merge"] {
            try await site.cluster.run(
                file: project.path("replication/failback/\(file).sql"), database: site.name)
        }
        for step in ["desk.merge()", "desk.acknowledge()"] {
            do {
                try await site.run("select \(step);")
                Issue.record("\(step) had nothing to do it with")
            } catch {
                #expect("\(error)".contains("nothing of the desk has arrived here"))
            }
        }
        try await site.drop()
    }

    @Test("a primary with other tables feeds the book by views and triggers")
    func otherTables() async throws {
        let sides = try await TwoSides()
        let project = try ProjectFiles.find()
        // Another database of the primary's server takes the reference one's place.
        let site = try await sides.primarySide.database(.empty)
        try await sides.backup.run(
            """
            alter subscription irra_book disable;
            alter subscription irra_book set (slot_name = none);
            drop subscription irra_book;
            truncate book.users, book.instruments, book.prices, book.trading_days,
                book.opening_positions, book.orders, book.trades, book.funds;
            """)
        for file in ["example/ledger", "example/feed", "publication"] {
            try await site.cluster.run(
                file: project.path("replication/\(file).sql"), database: site.name)
        }
        let checks = try await site.cluster.run(
            file: project.path("replication/checks/publisher.sql"), database: site.name,
            oneTransaction: false)
        let failing = checks.split(separator: "\n").filter { $0.contains("|f|") }
        // A slot without a limit is the test cluster's own.
        #expect(failing.filter { !$0.contains("max_slot_wal_keep_size") } == [])
        try await site.run(
            """
            insert into ledger.days (day) values ('2030-01-15');
            insert into ledger.accounts values
                (71, 'LED0001', 'First', 'AAAZZ0001Z', '1980-01-01', null, null, 'A', 'secret');
            insert into ledger.contracts values (81, 'NSE', 'FO', '35001', 'NIFTYFUT', 'NIFTY',
                'IDF', '2030-01-31', null, null, 75, 2230000, now());
            insert into ledger.carried values ('2030-01-15', 71, 81, 'N', -2, 2229950);
            """)
        try await sides.eventually(
            "f", "select active from pg_replication_slots where slot_name = 'irra_book';",
            on: sides.primary)
        try await sides.primary.run("select pg_drop_replication_slot('irra_book');")
        try await sides.backupSide.cluster.run(
            file: project.path("replication/subscription.sql"), database: sides.backup.name,
            variables: ["primary": site.conninfo(user: "irra_replicator")], oneTransaction: false)
        try await sides.whileSyncing {
            let position = """
                select net_quantity, overnight_price from core.positions
                where (user_id, instrument_id, product) = (71, 81, 'NRML');
                """
            try await sides.eventually("-150|22299.5000", position)
            // An order, a part of it, the rest; a ticket that is cancelled; a mistake put right.
            try await site.run(
                """
                begin;
                insert into ledger.tickets (ticket_no, day, account_no, contract_no, kind, way,
                    lots, paise, our_ref, venue_ref)
                values (1, '2030-01-15', 71, 81, 'N', 'B', 2, 2230005, 'L1', 'V1');
                insert into ledger.deals values (1, 1, 'D1', 1, 2230005);
                update ledger.tickets set state = 'P' where ticket_no = 1;
                commit;
                """)
            try await sides.eventually("-75|22299.5000", position)
            try await sides.eventually(
                "partially_filled|75|22300.0500",
                "select status, filled_quantity, limit_price from book.orders;")
            try await site.run(
                """
                begin;
                insert into ledger.deals values (2, 1, 'D2', 1, 2230000);
                update ledger.tickets set state = 'D' where ticket_no = 1;
                insert into ledger.tickets (ticket_no, day, account_no, contract_no, kind, way,
                    lots)
                values (2, '2030-01-15', 71, 81, 'N', 'B', 1);
                delete from ledger.tickets where ticket_no = 2;
                update ledger.carried set lots = -3;
                commit;
                """)
            try await sides.eventually("-75|22299.5000", position)
            try await sides.eventually("1|filled", "select count(*), max(status) from book.orders;")
            let comparison = BookComparison(
                backup: PostgresConfiguration(
                    conninfo: sides.backup.conninfo(user: "irra_sync"), applicationName: "kit"),
                primary: PostgresConfiguration(
                    conninfo: site.conninfo(user: "irra_replicator"), applicationName: "kit"))
            let outcomes = try await comparison.run()
            #expect(outcomes.filter { !$0.isSame } == [])
            let breaks = try await sides.backup.run("select count(*) from ops.position_breaks;")
            #expect(breaks == "0\n")
        }
        try await sides.stop()
    }

    @Test("a desk that is away too long loses its slot, not the primary its disk")
    func slotLimit() async throws {
        let sides = try await TwoSides()
        try await sides.primary.run("alter system set max_slot_wal_keep_size = '1MB';")
        try await sides.primary.run("alter system set wal_keep_size = '0';")
        try await sides.primary.run("alter system set max_wal_size = '32MB';")
        try await sides.primary.run("alter system set min_wal_size = '32MB';")
        try await sides.primary.run("select pg_reload_conf();")
        try await sides.whileSyncing {
            var exchange = Exchange()
            try await sides.record([
                exchange.trade(user: 1, side: "buy", units: 5, day: sides.day)
            ])
            try await sides.expectPositions(of: exchange)
            try await sides.backup.run("alter subscription irra_book disable;")
            try await sides.eventually(
                "f", "select active from pg_replication_slots where slot_name = 'irra_book';",
                on: sides.primary)
            let unseen = exchange.trade(user: 1, side: "sell", units: 3, day: sides.day)
            try await sides.record([unseen])
            // The primary goes on writing; what the slot would keep is beyond its limit.
            let status =
                "select wal_status from pg_replication_slots where slot_name = 'irra_book';"
            for _ in 1...20 {
                if try await sides.primary.run(status) == "lost\n" { break }
                try await sides.primary.run(
                    "create table filler as select repeat(md5(g::text), 30) from"
                        + " generate_series(1, 40000) g; drop table filler;")
                try await sides.primary.run("select pg_switch_wal();")
                try await sides.primary.run("checkpoint;")
            }
            try await sides.eventually("lost", status, on: sides.primary)
            try await sides.eventually(
                "1",
                """
                select count(*) from core.alerts
                where kind = 'replication_slot_lost' and severity = 'critical';
                """)
            // The primary still takes trades, and the drop copy tells the desk of them.
            let next = exchange.trade(user: 2, side: "buy", units: 7, day: sides.day)
            try await sides.record([next])
            try await sides.dropCopy([unseen, next])
            let waits = try await sides.backup.run(
                "select count(*) from core.trades where position_id is null;")
            // Their orders are unknown here, so nothing is guessed.
            #expect(waits == "2\n")
            try await sides.copyAgain()
            try await sides.expectPositions(of: exchange)
            try await sides.eventually(
                "0",
                """
                select count(*) from core.alerts
                where kind like 'replication\\_slot\\_%' and resolved_at is null;
                """)
        }
        try await sides.stop()
    }

    @Test("a row filter keeps clients at home, and comparing and dumping know of it")
    func filtered() async throws {
        let sides = try await TwoSides()
        let columns = try await sides.primary.run(
            """
            select string_agg(quote_ident(c), ', ') from pg_publication_tables
            cross join unnest(attnames) c where pubname = 'book' and tablename = 'users';
            """)
        try await sides.primary.run(
            """
            alter publication book drop table book.users;
            alter publication book add table book.users (\(columns.dropLast()))
                where (user_id <= 5);
            """)
        try await sides.copyAgain()
        try await sides.whileSyncing {
            try await sides.eventually("5", "select count(*) from book.users;")
            try await sides.primary.run("update book.users set phone = '+919' || user_id;")
            try await sides.eventually(
                "5|+9195", "select count(*), max(phone) from book.users where phone like '+919_';")
            let outcomes = try await BookComparison(
                backup: PostgresConfiguration(
                    conninfo: sides.backup.conninfo(user: "irra_sync"), applicationName: "kit"),
                primary: PostgresConfiguration(
                    conninfo: sides.primary.conninfo(user: "irra_replicator"),
                    applicationName: "kit")
            ).run(tables: ["users"])
            #expect(outcomes.map(\.isSame) == [true])
        }
        try await sides.stop()
    }
}
