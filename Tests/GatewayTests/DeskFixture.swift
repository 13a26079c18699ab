import Gateway
import Logging
import Postgres
import PrivateDesk
import ServiceLifecycle

/// An active desk with one client, long futures of NSE, and the two sessions of an exchange.
struct DeskFixture {
    static let tradeDate = "20260115"
    static let lot: Int64 = 75

    let database: TestDatabase

    /// - Parameter lots: how much the client holds, below the freeze quantity.
    static func make(
        port: Int, lots: Int64, on server: TestDesk? = nil
    ) async throws -> DeskFixture {
        var server = server
        if server == nil { server = try await TestDesk.shared() }
        guard let database = try await server?.database(.desk) else { throw CancellationError() }
        try await database.run(
            rows,
            variables: ["port": String(port), "quantity": String(lots * lot)])
        return DeskFixture(database: database)
    }

    private static let rows = """
        insert into book.trading_days (trade_date, opened_at)
        values ('2026-01-15', '2026-01-15 03:30+00');
        insert into book.users (user_id, broker_id, name, pan, date_of_birth, email, phone,
            status, updated_at)
        values (9001, 'ZC9001', 'Client One', 'AAAZZ1234Z', '1980-02-29', 'one@client.invalid',
            '+919000009001', 'active', now());
        insert into book.instruments (instrument_id, exchange, segment, token, symbol,
            underlying, instrument_type, expiry_date, lot_size, tick_size, multiplier,
            freeze_quantity, lower_price, upper_price, updated_at)
        values (7001, 'NSE', 'FO', '35001', 'NIFTY26JANFUT', 'NIFTY', 'IDF', '2026-01-29', 75,
            0.05, 1, 1800, 20000, 26000, now());
        insert into book.prices (instrument_id, price_date, close_price, last_price, as_of)
        values (7001, '2026-01-15', 23010, 23100, now());
        insert into book.opening_positions (trade_date, user_id, instrument_id, product,
            quantity, average_price)
        values ('2026-01-15', 9001, 7001, 'NRML', :'quantity', 23000);
        select sync.fold_before_decision();
        update core.site set mode = 'active';
        -- No order gets too old to be sent, however slow the machine.
        insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id,
            max_resend_age)
        values ('ORDERS', 'order', 'NSE', :port, 'IRRA1', 'SIMEX', '1 hour'),
            ('DROPCOPY', 'drop_copy', 'NSE', :port, 'IRRADC', 'SIMEX', '1 hour');
        insert into auth.ops_team (username, display_name, role, password_hash,
            totp_secret_sealed)
        values ('arun', 'Arun Agent', 'ops_agent', '$argon2id$test', '\\x00');
        insert into auth.sessions (person_id, secret_hash, role, expires_at)
        select person_id, '\\x00', role, now() + interval '8 hours' from auth.ops_team;
        insert into core.calls (user_id, person_id, session_id, caller_number, recording_ref,
            expires_at)
        select 9001, person_id, session_id, '+910000000000', 'recording-1',
            now() + interval '30 minutes'
        from auth.sessions;
        """

    /// Places exits of one lot each, all in one transaction.
    func placeExits(_ count: Int) async throws {
        try await database.run(
            """
            select logic.place_exit(c, p.position_id, 75, null, 'PROTECTED', null)
            from core.calls c, core.positions p, generate_series(1, :count) n
            """, variables: ["count": String(count)])
    }

    /// `status count` of all orders, for instance `filled 3`.
    func orders() async throws -> String {
        try await database.run(
            """
            select string_agg(status || ' ' || n, ', ' order by status)
            from (select status, count(*) n from core.orders group by status) s
            """
        ).trimmed
    }

    func netQuantity() async throws -> Int64? {
        Int64(try await database.run("select net_quantity from core.positions").trimmed)
    }

    /// One value of a query.
    @discardableResult
    func value(_ sql: String) async throws -> String {
        try await database.run(sql).trimmed
    }

    func gateway(
        _ name: String = "test", _ change: (inout GatewaySettings) -> Void = { _ in }
    ) -> RunningGateway {
        var settings = GatewaySettings()
        settings.sessionsInterval = .milliseconds(200)
        settings.backoff.first = .milliseconds(50)
        change(&settings)
        var logger = Logger(label: name)
        logger.logLevel = .critical
        let service = GatewayService(
            database: PostgresConfiguration(
                conninfo: database.conninfo(user: "irra_gateway"), applicationName: name),
            workerName: name, version: "test", processID: 1, settings: settings, logger: logger)
        return RunningGateway(service: service, logger: logger)
    }
}

/// A gateway in this process.
struct RunningGateway {
    private let group: ServiceGroup
    private let task: Task<Void, any Error>

    init(service: GatewayService, logger: Logger) {
        let group = ServiceGroup(services: [service], logger: logger)
        self.group = group
        task = Task { try await group.run() }
    }

    /// As SIGTERM would.
    func stop() async throws {
        await group.triggerGracefulShutdown()
        try await task.value
    }

    /// Cuts everything without a goodbye; leases stay until they end.
    func cut() async {
        task.cancel()
        _ = await task.result
    }
}

extension String {
    var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

/// Waits until a condition holds; throws with what was seen last after the limit.
func eventually(
    within limit: Duration = .seconds(120), _ what: () async throws -> String, is expected: String
) async throws {
    let end = ContinuousClock.now + limit
    var seen = try await what()
    while seen != expected {
        guard ContinuousClock.now < end else {
            throw WaitedTooLong(seen: seen, expected: expected)
        }
        try await Task.sleep(for: .milliseconds(30))
        seen = try await what()
    }
}

struct WaitedTooLong: Error, CustomStringConvertible {
    let seen: String
    let expected: String
    var description: String { "waited for \"\(expected)\", last saw \"\(seen)\"" }
}
