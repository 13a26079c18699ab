import FoundationEssentials
import Logging
import Postgres
import PrivateDesk
import ServiceLifecycle
import Sync
import Testing

/// A primary and a backup in clusters of their own, the subscriptions between them, the exchange's
/// lines to the backup, and `irra sync` at work.
struct TwoSides {
    let primarySide: TestDesk
    let backupSide: TestDesk
    let primary: TestDatabase
    let backup: TestDatabase
    let day: String

    init() async throws {
        primarySide = try await TestDesk.start(with: .primary)
        backupSide = try await TestDesk.start(with: .desk)
        primary = try await primarySide.database(.primary)
        backup = try await backupSide.database(.desk)
        for name in ["book", "exchange"] {
            let path = try Self.here(name)
            let database = name == "book" ? primary : backup
            try await database.cluster.run(file: path, database: database.name)
        }
        let project = try ProjectFiles.find()
        for file in ["publication", "failback/primary", "failback/merge"] {
            try await primarySide.cluster.run(
                file: project.path("replication/\(file).sql"), database: primary.name)
        }
        try await backupSide.cluster.run(
            file: project.path("replication/failback/publication.sql"), database: backup.name)
        let opened = try await primary.run(
            "select to_char(max(trade_date), 'YYYYMMDD') from book.trading_days;")
        day = String(opened.dropLast())
        try await subscribe()
    }

    private static func here(_ name: String) throws -> String {
        try ProjectFiles.find().path("Tests/ReplicationTests/\(name).psql")
    }

    /// The book flows to the backup.
    func subscribe() async throws {
        try await backupSide.cluster.run(
            file: ProjectFiles.find().path("replication/subscription.sql"), database: backup.name,
            variables: ["primary": primary.conninfo(user: "irra_replicator")],
            oneTransaction: false)
        try await eventually(
            "8", "select count(*) from pg_subscription_rel where srsubstate = 'r';")
    }

    /// What the desk did flows to the primary.
    func subscribeToDesk() async throws {
        try await primarySide.cluster.run(
            file: ProjectFiles.find().path("replication/failback/subscription.sql"),
            database: primary.name,
            variables: ["desk": backup.conninfo(user: "irra_failback")], oneTransaction: false)
    }

    /// Runs `irra sync` while the body does; with a directory it makes dumps, too. `backup` is
    /// another way to the desk's database.
    func whileSyncing(
        dumpsIn directory: String? = nil, backup other: String? = nil,
        _ body: () async throws -> Void
    ) async throws {
        var settings = SyncService.Settings()
        settings.failbackInterval = .milliseconds(200)
        settings.dumpDirectory = directory
        settings.dumpInterval = .milliseconds(100)
        let service = SyncService(
            backup: PostgresConfiguration(
                conninfo: other ?? backup.conninfo(user: "irra_sync"),
                applicationName: "ReplicationTests"),
            primary: PostgresConfiguration(
                conninfo: primary.conninfo(user: "irra_replicator"),
                applicationName: "ReplicationTests"),
            workerName: "sync-test", version: "test", processID: 1, settings: settings,
            logger: Logger(label: "ReplicationTests"))
        let group = ServiceGroup(
            services: [service], gracefulShutdownSignals: [],
            logger: Logger(label: "ReplicationTests"))
        async let running: Void = group.run()
        do {
            try await body()
        } catch {
            await group.triggerGracefulShutdown()
            try? await running
            throw error
        }
        await group.triggerGracefulShutdown()
        try await running
    }

    /// The main site records a trade of the exchange; in one transaction with others when given.
    func record(_ trades: [Exchange.Trade]) async throws {
        try await primary.run(Self.recording(trades))
    }

    static func recording(_ trades: [Exchange.Trade]) -> String {
        let calls = trades.map { trade in
            """
            perform book.record_trade(book.place_order(\(trade.user), \(trade.instrument), \
            '\(trade.instrument == 1 ? "NRML" : "CNC")', '\(trade.side)', \(trade.units), 100, \
            '\(trade.order)', '\(trade.clOrdID)'), '\(trade.number)', \(trade.units), 100);
            """
        }.joined(separator: "\n")
        return "do $$ begin set local synchronous_commit = on; \(calls) end $$;"
    }

    /// The main site places the order of a trade that it will hear of later; the desk has it.
    func place(_ trade: Exchange.Trade) async throws {
        try await primary.run(
            """
            select book.place_order(\(trade.user), \(trade.instrument), \
            '\(trade.instrument == 1 ? "NRML" : "CNC")', '\(trade.side)', \(trade.units), 100, \
            '\(trade.order)', '\(trade.clOrdID)');
            """)
        try await eventually(
            "1", "select count(*) from book.orders where cl_ord_id = '\(trade.clOrdID)';")
    }

    /// The main site hears of the trade of an order that it placed.
    static func filling(_ trade: Exchange.Trade) -> String {
        """
        do $$ begin set local synchronous_commit = on;
        perform book.record_trade(o.order_id, '\(trade.number)', \(trade.units), 100)
        from book.orders o where o.cl_ord_id = '\(trade.clOrdID)'; end $$;
        """
    }

    func dropCopy(_ trades: [Exchange.Trade]) async throws {
        let json = trades.map(\.json).joined(separator: ", ")
        try await backup.run("select exchange.drop_copy('[\(json)]');")
    }

    func change(from: String, to: String) async throws {
        try await backup.run(
            """
            select logic.change_site_mode('\(from)', '\(to)', 'test', null, null);
            """)
    }

    static let positions = """
        select user_id, instrument_id, net_quantity from core.positions order by 1, 2;
        """

    /// Nothing is double, nothing is missing, and the running figures agree with recomputed ones.
    func expectPositions(
        of exchange: Exchange, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await eventually(
            String(exchange.positions.dropLast()), Self.positions,
            sourceLocation: sourceLocation)
        let breaks = try await backup.run("select count(*) from ops.position_breaks;")
        #expect(breaks == "0\n", sourceLocation: sourceLocation)
    }

    /// The primary's book holds what the exchange traded, each once.
    func expectUnion(
        of exchange: Exchange, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let trades = try await primary.run(
            """
            select trade_number, user_id, instrument_id, side, quantity from book.trades
            order by concat_ws('|', trade_number, user_id, instrument_id, side, quantity)
                collate "C";
            """)
        #expect(trades == exchange.union, sourceLocation: sourceLocation)
        let overfilled = try await primary.run(
            """
            select count(*) from book.orders o where o.filled_quantity <> (
                select coalesce(sum(t.quantity), 0) from book.trades t
                where t.order_id = o.order_id);
            """)
        #expect(overfilled == "0\n", sourceLocation: sourceLocation)
    }

    /// Waits until SQL answers what is expected.
    func eventually(
        _ expected: String, _ sql: String, on database: TestDatabase? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let database = database ?? backup
        // Longer than a subscription that stopped by errors again and again may pause.
        let deadline = ContinuousClock.now + .seconds(150)
        var answer = try await database.run(sql)
        while answer != expected + "\n", ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(50))
            answer = try await database.run(sql)
        }
        if answer == expected + "\n" { return }
        let found = answer
        let stream = await stream()
        #expect(found == expected + "\n", "\(stream)", sourceLocation: sourceLocation)
    }

    /// How the stream to the desk stands on both sides: what a wait that was in vain is told with.
    private func stream() async -> String {
        var lines: [String] = []
        for (database, sql) in [
            (
                backup,
                """
                select s.subenabled, a.pid, a.state, a.wait_event, a.query_start, w.received_lsn,
                    w.last_msg_receipt_time, w.latest_end_lsn, pg_blocking_pids(w.pid)
                from pg_subscription s left join pg_stat_subscription w on w.subid = s.oid
                left join pg_stat_activity a on a.pid = w.pid;
                select * from pg_subscription_rel where srsubstate <> 'r';
                select now(), pid, state, wait_event, xact_start, query from pg_stat_activity
                where xact_start < now() - interval '5 seconds' and backend_type = 'client backend';
                """
            ),
            (
                primary,
                """
                select r.*, pg_current_wal_lsn() from pg_stat_replication r;
                select slot_name, active, active_pid, restart_lsn, confirmed_flush_lsn, wal_status
                from pg_replication_slots;
                """
            ),
        ] {
            lines.append((try? await database.run(sql)) ?? "unreachable")
        }
        return lines.joined(separator: "\n")
    }

    func stop() async throws {
        try await backupSide.stop()
        try await primarySide.stop()
    }
}
