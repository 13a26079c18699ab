import Gateway
import Logging
import Postgres
import PrivateDesk
import ServiceLifecycle

/// An active desk with one client who holds a million shares, an agent in a call with him, and the
/// two sessions of the exchange. Orders are made by the API's own functions, as that agent.
final class InteropDesk: Sendable {
    static let tradeDate = "20260115"
    /// Secrets of the people's log-ins follow from their roles.
    static let secret = "interop secret of "

    /// As often as the front tries what the server undid because of others' locks.
    private static let attempts = 3

    /// An order of the desk.
    struct Placed: Sendable {
        let id: Int64
        let clOrdID: String
    }

    let database: TestDatabase
    private let connection: PostgresConnection

    /// - Parameters:
    ///   - orderPort: where the order session dials.
    ///   - copyPort: where the drop copy dials.
    static func make(orderPort: Int, copyPort: Int) async throws -> InteropDesk {
        let database = try await TestDesk.shared().database(.desk)
        let connection = try await PostgresConnection.connect(
            // Many desks trade at once on few cores: what waits for a lock here is no fault.
            PostgresConfiguration(
                conninfo: database.conninfo(), applicationName: "interop",
                statementTimeout: .seconds(30), lockTimeout: .seconds(30)))
        let desk = InteropDesk(database: database, connection: connection)
        try await database.run(
            rows,
            variables: [
                "orderport": "\(orderPort)", "copyport": "\(copyPort)",
                "exchange": QuickFIXExchange.compID, "secret": secret,
                "orderclient": QuickFIXExchange.orderClient,
                "copyclient": QuickFIXExchange.copyClient,
            ])
        return desk
    }

    private init(database: TestDatabase, connection: PostgresConnection) {
        self.database = database
        self.connection = connection
    }

    private static let rows = """
        insert into book.trading_days (trade_date, opened_at)
        values ('2026-01-15', '2026-01-15 03:30+00');
        insert into book.users (user_id, broker_id, name, pan, date_of_birth, email, phone,
            status, updated_at)
        values (501, 'QF0501', 'Interop Client', 'AAAZZ0501Z', '1975-06-30',
            'interop@client.invalid', '+919000000501', 'active', now());
        insert into book.instruments (instrument_id, exchange, segment, token, symbol, underlying,
            instrument_type, lot_size, tick_size, multiplier, lower_price, upper_price,
            updated_at)
        values (601, 'NSE', 'CM', '4963', 'INTEROP', 'INTEROP', 'EQ', 1, 0.05, 1, 50, 200, now());
        insert into book.prices (instrument_id, price_date, close_price, last_price, as_of)
        values (601, '2026-01-15', 100, 100, now());
        insert into book.opening_positions (trade_date, user_id, instrument_id, product, quantity,
            average_price)
        values ('2026-01-15', 501, 601, 'CNC', 1000000, 90);
        select sync.fold_before_decision();
        update core.site set mode = 'active';
        -- No order gets too old to be sent, however slow the machine.
        insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id,
            max_resend_age)
        values ('ORDERS', 'order', 'NSE', :orderport, :'orderclient', :'exchange', '1 hour'),
            ('COPY', 'drop_copy', 'NSE', :copyport, :'copyclient', :'exchange', '1 hour');
        insert into auth.ops_team (username, display_name, role, password_hash,
            totp_secret_sealed)
        values ('anita', 'Anita Agent', 'ops_agent', '$argon2id$none', '\\x00'),
            ('sunita', 'Sunita Supervisor', 'ops_supervisor', '$argon2id$none', '\\x00');
        insert into auth.sessions (person_id, secret_hash, role, expires_at)
        select person_id, sha256(convert_to(:'secret' || role, 'UTF8')), role,
            now() + interval '8 hours'
        from auth.ops_team;
        insert into core.calls (user_id, person_id, session_id, caller_number, recording_ref,
            expires_at)
        select 501, person_id, session_id, '+910000000501', 'interop recording',
            now() + interval '30 minutes'
        from auth.sessions where role = 'ops_agent';
        """

    /// One value, as superuser.
    @discardableResult
    func value(_ sql: String) async throws -> String {
        let rows = try await connection.query(Statement(sql, isPrepared: false))
        return try rows.first?.optionalString(0) ?? ""
    }

    /// Calls a function of the API as a person of a role, `:call` being the open call.
    private func `as`(_ role: String, _ sql: String) async throws -> Row {
        let become = """
            select set_config('role', '\(role)', true),
                set_config('irra.session', '\(Self.secret)\(role)', true)
            """
        let call = try await value("select call_id from core.calls")
        let position = try await value("select position_id from core.positions")
        let asked = sql.replacing(":call", with: "'\(call)'").replacing(":position", with: position)
        for _ in 1..<Self.attempts {
            do {
                return try await answer(become, asked)
            } catch PostgresError.server(let error) where error.sqlState == .deadlockDetected {
                continue
            }
        }
        return try await answer(become, asked)
    }

    private func answer(_ become: String, _ asked: String) async throws -> Row {
        try await connection.pipeline([
            Statement(become), Statement(asked, isPrepared: false),
        ])[1].only()
    }

    /// A limit order that sells part of the position.
    func place(_ quantity: Int, at price: String = "100") async throws -> Placed {
        let key = UInt64.random(in: 0 ... .max)
        let row = try await `as`(
            "ops_agent",
            """
            select (r #>> '{orders,0,order_id}')::bigint, r #>> '{orders,0,cl_ord_id}'
            from api.square_off(call_id => :call, position_id => :position,
                idempotency_key => 'interop-\(key)', quantity => \(quantity),
                order_type => 'LIMIT', limit_price => \(price)) as r
            """)
        return Placed(id: try row.integer(0), clOrdID: try row.string(1))
    }

    func cancel(_ order: Placed) async throws {
        _ = try await `as`("ops_agent", "select api.cancel_order(order_id => \(order.id))")
    }

    func modify(_ order: Placed, to quantity: Int, at price: String) async throws {
        _ = try await `as`(
            "ops_agent",
            """
            select api.modify_order(order_id => \(order.id), quantity => \(quantity),
                limit_price => \(price))
            """)
    }

    /// Takes everything of the order session back, and allows new orders again.
    func killSwitch() async throws {
        let control = try await `as`(
            "ops_supervisor",
            """
            select (api.set_control(scope => 'session', kind => 'kill', reason => 'interop',
                subject => 'ORDERS') ->> 'control_id')::bigint
            """
        ).integer(0)
        _ = try await `as`("ops_supervisor", "select api.lift_control(control_id => \(control))")
    }

    /// The ClOrdID of the newest request of a kind about an order.
    func request(_ kind: String, of order: Placed) async throws -> String {
        try await value(
            """
            select cl_ord_id from core.order_requests
            where order_id = \(order.id) and kind = '\(kind)'
            order by order_request_id desc limit 1
            """)
    }

    /// `status executed` of an order.
    func state(_ order: Placed) async throws -> String {
        try await value(
            """
            select status || ' ' || cumulative_quantity from core.orders
            where order_id = \(order.id)
            """)
    }

    /// Quantity and limit of an order as they are in force.
    func terms(_ order: Placed) async throws -> String {
        try await value(
            """
            select quantity || ' ' || limit_price from core.orders where order_id = \(order.id)
            """)
    }

    /// What the exchange changed about an order's trades: kind, quantity before, quantity after.
    func changes(_ order: Placed) async throws -> String {
        try await value(
            """
            select string_agg(concat_ws(' ', c.kind, c.quantity_before, c.quantity_after), ', ')
            from core.trade_changes c join core.trades t on t.trade_id = c.trade_id
            where t.order_id = \(order.id)
            """)
    }

    func reaches(_ state: String, _ order: Placed) async throws {
        try await eventually({ try await self.state(order) }, is: state)
    }

    /// The real gateway, in this process.
    func gateway() -> RunningGateway {
        var settings = GatewaySettings()
        settings.sessionsInterval = .milliseconds(200)
        settings.backoff.first = .milliseconds(20)
        settings.backoff.longest = .seconds(1)
        var logger = Logger(label: "interop")
        logger.logLevel = .critical
        let service = GatewayService(
            database: PostgresConfiguration(
                conninfo: database.conninfo(user: "irra_gateway"), applicationName: "gateway"),
            workerName: "interop", version: "test", processID: 1, settings: settings,
            logger: logger)
        return RunningGateway(service: service, logger: logger)
    }

    func drop() async throws {
        await connection.close()
        try await database.drop()
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
}
