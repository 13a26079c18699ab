import DeskDatabase
import Logging
import Postgres
import PrivateDesk
import ServiceLifecycle
import Testing

@testable import Sync

/// A primary and a backup in clusters of their own, with the subscription between them.
private struct TwoSides {
    let primarySide: TestDesk
    let backupSide: TestDesk
    let primary: TestDatabase
    let backup: TestDatabase
    let replicator: PostgresConfiguration
    let worker: PostgresConfiguration

    init() async throws {
        primarySide = try await TestDesk.start(with: .primary)
        backupSide = try await TestDesk.start(with: .desk)
        primary = try await primarySide.database(.primary)
        backup = try await backupSide.database(.desk)
        replicator = PostgresConfiguration(
            conninfo: primary.conninfo(user: "irra_replicator"), applicationName: "SyncTests")
        worker = PostgresConfiguration(
            conninfo: backup.conninfo(user: "irra_sync"), applicationName: "SyncTests")
        let project = try ProjectFiles.find()
        // Twice without harm, both of them.
        for _ in 1...2 {
            try await primarySide.cluster.run(
                file: project.path("replication/publication.sql"), database: primary.name)
        }
        let bhavcopy = BhavcopyImport(
            primary: PostgresConfiguration(
                conninfo: primary.conninfo(user: "irra_primary_import"),
                applicationName: "SyncTests"))
        _ = try await bhavcopy.run(path: Fixture.path(Fixture.derivatives28))
        _ = try await bhavcopy.run(path: Fixture.path(Fixture.cash28))
        try await primary.run("select book.seed(5, 50);")
        for _ in 1...2 {
            try await backupSide.cluster.run(
                file: project.path("replication/subscription.sql"), database: backup.name,
                variables: ["primary": replicator.conninfo], oneTransaction: false)
        }
    }

    /// Waits until SQL on the backup answers what is expected.
    func eventually(
        _ expected: String, _ sql: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        var answer = try await backup.run(sql)
        while answer != expected + "\n", ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
            answer = try await backup.run(sql)
        }
        #expect(answer == expected + "\n", sourceLocation: sourceLocation)
    }

    /// An order of client 1 in NIFTY's March future, filled at once.
    func trade(_ number: String, side: String = "buy") async throws {
        try await primary.run(
            """
            select book.record_trade(book.place_order(1,
                book.instrument_id('NSE', 'FO', 'NIFTY25MARFUT'), 'NRML', '\(side)', 75,
                limit_price => 22300, exchange_order_id => 'X\(number)'), '\(number)', 75, 22300);
            """)
    }

    static let enabled = "select subenabled from pg_subscription;"

    /// The stream stops at a row that cannot be applied: the desk has another with its key.
    func stopByError() async throws {
        for side in [backup, primary] {
            try await side.run(
                "insert into book.trading_days values ('2025-03-03', '2025-03-03 09:15+05:30');")
        }
        try await eventually("f", Self.enabled)
    }

    func removeCause() async throws {
        try await backup.run("delete from book.trading_days where trade_date = '2025-03-03';")
    }

    /// What is committed stays, also what a replication worker committed without waiting.
    func crashBackup() async throws {
        try await backup.run("checkpoint;")
        try await backupSide.cluster.stop(.immediate)
        try await backupSide.cluster.start()
    }

    func stop() async throws {
        try await backupSide.stop()
        try await primarySide.stop()
    }
}

@Suite("The book flows from the primary to the desk")
struct ReplicationTests {
    @Test("the published columns are the desk's, less what only the desk has")
    func contract() async throws {
        let desk = try await TestDesk.shared().database(.desk)
        let columns = try await desk.run(
            """
            select table_name, column_name from information_schema.columns
            where table_schema = 'book' and column_name <> 'arrival' order by 1, 2;
            """)
        let primary = try await TestDesk.shared().database(.primary)
        try await primary.cluster.run(
            file: ProjectFiles.find().path("replication/publication.sql"), database: primary.name)
        let published = try await primary.run(
            """
            select tablename, unnest(attnames) from pg_publication_tables
            where pubname = 'book' order by 1, 2;
            """)
        #expect(published == columns)
        let types = """
            select table_name, column_name, data_type, numeric_scale
            from information_schema.columns where table_schema = 'book' and column_name <> 'arrival'
            order by 1, 2;
            """
        let here = Set(try await desk.run(types).split(separator: "\n"))
        let there = Set(try await primary.run(types).split(separator: "\n"))
        #expect(here.subtracting(there) == [])
    }

    @Test("every check of the kit says yes on both sides")
    func checks() async throws {
        let sides = try await TwoSides()
        let project = try ProjectFiles.find()
        try await sides.eventually(
            "8", "select count(*) from pg_subscription_rel where srsubstate = 'r';")
        try await sides.primary.run("alter system set max_slot_wal_keep_size = '1GB';")
        try await sides.primary.run("select pg_reload_conf();")
        while try await !sides.primary.run("show max_slot_wal_keep_size;").hasPrefix("1GB") {
            try await Task.sleep(for: .milliseconds(20))
        }
        for (database, check) in [
            (sides.primary, "publisher"), (sides.primary, "slot"), (sides.backup, "subscriber"),
        ] {
            let answer = try await database.cluster.run(
                file: project.path("replication/checks/\(check).sql"), database: database.name)
            #expect(!answer.contains("|f|"), "\(answer)")
        }
        try await sides.stop()
    }

    @Test("no secret of a client is on the wire, in the first copy or in the stream")
    func wire() async throws {
        let sides = try await TwoSides()
        try await sides.primary.run(
            "select pg_create_logical_replication_slot('peek', 'pgoutput');")
        // A slot reads what is on the disk.
        try await sides.primary.run(
            """
            set synchronous_commit = on;
            update book.users set password_hash = 'SECRET-HASH', kyc_document = 'SECRET-KYC',
                bank_account = 'SECRET-BANK', phone = '+910000000999' where user_id = 1;
            """)
        let stream = try await sides.primary.run(
            """
            select string_agg(encode(data, 'escape'), '') from pg_logical_slot_peek_binary_changes(
                'peek', null, null, 'proto_version', '1', 'publication_names', 'book');
            """)
        #expect(stream.contains("+910000000999"))
        #expect(!stream.contains("SECRET") && !stream.contains("no log-in"))
        #expect(!stream.contains("password_hash") && !stream.contains("bank_account"))
        try await sides.eventually(
            "+910000000999", "select phone from book.users where user_id = 1;")
        // The first copy reads with the replicator's own rights.
        let connection = try await PostgresConnection.connect(sides.replicator)
        _ = try await connection.query("select user_id, pan, phone from book.users")
        for sql in [
            "select password_hash from book.users", "select * from book.users",
            "update book.users set phone = phone", "select raw from staging.bhavcopy_lines",
        ] {
            let error = await #expect(throws: PostgresError.self) {
                _ = try await connection.query(Statement(sql))
            }
            #expect(error?.sqlState?.rawValue == "42501")
        }
        await connection.close()
        try await sides.stop()
    }

    @Test("what stopped by an error is resumed, with pauses; what a hand disabled stays so")
    func resumed() async throws {
        let sides = try await TwoSides()
        let pool = PostgresPool(configuration: sides.worker, size: 1)
        let functions = SyncFunctions(database: pool)
        #expect(try await functions.resumeSubscription() == .enabled)
        try await sides.backup.run("alter subscription irra_book disable;")
        #expect(try await functions.resumeSubscription() == .disabled)
        try await sides.backup.run("alter subscription irra_book enable;")
        try await sides.eventually(
            "8", "select count(*) from pg_subscription_rel where srsubstate = 'r';")
        #expect(try await functions.resumeSubscription() == .enabled)

        try await sides.stopByError()
        #expect(try await functions.resumeSubscription() == .resumed)
        try await sides.eventually("f", TwoSides.enabled)
        #expect(try await functions.resumeSubscription() == .waiting)
        try await sides.removeCause()
        var state = SubscriptionState.waiting
        while state == .waiting {
            try await Task.sleep(for: .milliseconds(100))
            state = try await functions.resumeSubscription()
        }
        #expect(state == .resumed)
        try await sides.eventually(
            "2", "select count(*) from book.trading_days;")
        await pool.close()
        try await sides.stop()
    }

    @Test("after a crash of the desk's server it goes on unless a hand had stopped it")
    func crashed() async throws {
        let sides = try await TwoSides()
        let pool = PostgresPool(configuration: sides.worker, size: 1)
        let functions = SyncFunctions(database: pool)
        try await sides.eventually(
            "8", "select count(*) from pg_subscription_rel where srsubstate = 'r';")
        #expect(try await functions.resumeSubscription() == .enabled)

        // Stopped by an error, and crashed before anybody looked.
        try await sides.stopByError()
        try await sides.crashBackup()
        try await sides.removeCause()
        #expect(try await Self.answer(of: functions) == .resumed)
        try await sides.eventually("2", "select count(*) from book.trading_days;")

        // Disabled by hand just after, seen so, and crashed.
        try await sides.backup.run("alter subscription irra_book disable;")
        try await sides.eventually(
            "0", "select count(*) from pg_stat_activity where backend_type ~ 'replication worker';")
        #expect(try await functions.resumeSubscription() == .disabled)
        try await sides.crashBackup()
        #expect(try await Self.answer(of: functions) == .disabled)
        #expect(try await functions.resumeSubscription() == .disabled)

        // By hand again, and not yet seen so: an error of before is not taken for another.
        try await sides.backup.run("alter subscription irra_book enable;")
        #expect(try await functions.resumeSubscription() == .enabled)
        try await sides.backup.run("alter subscription irra_book disable;")
        #expect(try await functions.resumeSubscription() == .disabled)

        // An error had stopped it when a person said so.
        try await sides.backup.run(
            """
            update sync.subscription_watch
            set resumed_at = '-infinity', stopped_by_error = true, disabled_by_hand = false;
            select sync.disable_subscription();
            """)
        #expect(try await functions.resumeSubscription() == .disabled)
        await pool.close()
        try await sides.stop()
    }

    /// The first answer after a crash, over a new connection.
    private static func answer(of functions: SyncFunctions) async throws -> SubscriptionState {
        do {
            return try await functions.resumeSubscription()
        } catch is PostgresError {
            return try await functions.resumeSubscription()
        }
    }

    @Test("the worker folds what streams in, sees the primary go and come back, and loses nothing")
    func worker() async throws {
        let sides = try await TwoSides()
        let service = SyncService(
            backup: sides.worker, primary: sides.replicator, workerName: "sync-test",
            version: "test", processID: 1, logger: Logger(label: "SyncTests"))
        let group = ServiceGroup(
            services: [service], gracefulShutdownSignals: [], logger: Logger(label: "SyncTests"))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await follow(sides)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try await sides.stop()
    }

    private func follow(_ sides: TwoSides) async throws {
        let quantity = """
            select coalesce(sum(buy_quantity - sell_quantity), 0) from core.positions p
            join book.instruments i using (instrument_id)
            where p.user_id = 1 and i.symbol = 'NIFTY25MARFUT';
            """
        let openings = try await sides.primary.run(
            "select count(*), sum(quantity) from book.opening_positions;")
        try await sides.eventually(
            String(openings.dropLast()),
            """
            select count(*), sum(overnight_quantity) from core.positions
            where overnight_quantity <> 0;
            """)
        try await sides.trade("1")
        try await sides.eventually("75", quantity)
        try await sides.eventually(
            "t|t|irra_book|reserved",
            "select reachable, slot_active, slot_name, slot_wal_status from sync.primary_state;")

        try await sides.primarySide.cluster.stop(.immediate)
        try await sides.eventually("f", "select reachable from sync.primary_state;")
        try await sides.eventually("75", quantity)
        try await sides.primarySide.cluster.start()
        try await sides.eventually("t", "select reachable from sync.primary_state;")
        try await sides.trade("2")
        try await sides.eventually("150", quantity)

        try await sides.backupSide.cluster.stop(.immediate)
        try await sides.trade("3", side: "sell")
        try await sides.backupSide.cluster.start()
        try await sides.eventually("75", quantity)
        try await sides.eventually(
            "1",
            """
            select count(*) from core.workers
            where kind = 'sync' and last_seen_at > now() - interval '3 seconds';
            """)
    }
}
