import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import Postgres
import PrivateDesk

@testable import Front

/// A desk of its own with people who can log in, a client, and a front over a small pool.
struct TestDeskFront: Sendable {
    let database: TestDatabase
    let front: TestFront
    let pool: PostgresPool
    let totp: TOTP

    static let password = "correct horse battery"

    /// Runs a test with everything there, and takes it away again.
    static func run(
        connections: Int = 2, wait: Duration = .seconds(30), stall: Duration? = nil,
        lockTimeout: Duration = .seconds(30),
        on desk: TestDesk? = nil,
        _ test: @escaping @Sendable (TestDeskFront, any TestClientProtocol) async throws -> Void
    ) async throws {
        let desk = if let desk { desk } else { try await TestDesk.shared() }
        let database = try await desk.database()
        let pool = PostgresPool(
            configuration: configuration(of: database, lockTimeout: lockTimeout), size: connections,
            waitLimit: wait, stallLimit: stall, logger: quiet)
        let secret = TOTP.makeSecret()
        let this = TestDeskFront(
            database: database, front: TestFront(database: pool), pool: pool,
            totp: TOTP(secret: secret))
        try await this.register(secret)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            try await this.front.run { try await test(this, $0) }
            await pool.close()
            group.cancelAll()
            while (try? await group.next()) != nil {}
        }
        try await database.drop()
    }

    static func configuration(
        of database: TestDatabase, lockTimeout: Duration = .seconds(30)
    ) -> PostgresConfiguration {
        PostgresConfiguration(
            conninfo: database.conninfo(user: "irra_front"), applicationName: "front-test",
            statementTimeout: .seconds(30), lockTimeout: lockTimeout)
    }

    static var quiet: Logger {
        var logger = Logger(label: "front-test")
        logger.logLevel = .critical
        return logger
    }

    private func register(_ secret: [UInt8]) async throws {
        let box = try SecretBox(key: front.secretBoxKey)
        let hash = try Argon2.hash(Self.password)
        for (name, role) in [
            ("arun", "ops_agent"), ("sunil", "ops_supervisor"), ("sita", "ops_supervisor"),
            ("vera", "ops_viewer"), ("adil", "ops_admin"), ("anna", "auditor"),
        ] {
            let sealed = try box.seal(secret, owner: name).map {
                ($0 < 16 ? "0" : "") + String($0, radix: 16)
            }.joined()
            try await database.run(
                """
                select auth.register(
                    :'name', :'name', :'role', :'hash', decode(:'sealed', 'hex'))
                """,
                variables: ["name": name, "role": role, "hash": hash, "sealed": sealed])
        }
        try await database.run(
            """
            insert into book.trading_days (trade_date, opened_at) values ('2026-01-15', now());
            insert into book.users (user_id, broker_id, name, pan, date_of_birth, phone, status,
                updated_at)
            values (9001, 'ZC9001', 'Client One', 'AAAZZ1234Z', '1980-02-29', '+919000009001',
                'active', now());
            insert into book.instruments (instrument_id, exchange, segment, token, symbol,
                underlying, instrument_type, expiry_date, lot_size, tick_size, multiplier,
                freeze_quantity, lower_price, upper_price, updated_at)
            values (7001, 'NSE', 'FO', '35001', 'NIFTY26JANFUT', 'NIFTY', 'IDF', '2099-01-29', 75,
                0.05, 1, 1800, 20000, 26000, now());
            insert into book.prices (instrument_id, price_date, close_price, last_price,
                previous_close, as_of)
            values (7001, '2026-01-15', 23010, 23100, 22950, now());
            insert into book.opening_positions (trade_date, user_id, instrument_id, product,
                quantity, average_price)
            values ('2026-01-15', 9001, 7001, 'NRML', 150, 23000);
            insert into fix.sessions (name, kind, exchange, port, sender_comp_id, target_comp_id)
            values ('ORDERS', 'order', 'NSE', 9880, 'IRRA1', 'SIMEX');
            """)
    }

    /// The bytes of a secret as people type it; the front itself only writes it.
    static func base32(_ text: String) -> [UInt8]? {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for character in text {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            buffer = (buffer << 5 | UInt32(value)) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> bits & 0xFF))
            }
        }
        return bytes
    }

    /// The code of a step near now; each step of a person counts once.
    func code(_ offset: Int64 = 0) -> String {
        totp.code(step: TOTP.step(at: Int64(Date().timeIntervalSince1970)) + offset)
    }

    /// A step counts once; for tests that need more codes than half a minute has.
    func forgetSteps() async throws {
        try await database.run("update auth.ops_team set totp_last_step = null")
    }

    func logIn(
        _ client: any TestClientProtocol, _ name: String, password: String = password,
        otp: String? = nil
    ) async throws -> TestResponse {
        var members = [
            ("username", JSONText.quoted(name)), ("password", JSONText.quoted(password)),
        ]
        if let otp { members.append(("otp", JSONText.quoted(otp))) }
        return try await client.send(
            .post, "/auth/login", JSONText.object(members.map { ($0.0, $0.1) }))
    }

    /// Runs the body while somebody holds a lock that everybody's requests need.
    static func whileSiteIsLocked<Value: Sendable>(
        _ database: TestDatabase, _ body: () async throws -> Value
    ) async throws -> Value {
        let lock = "begin; lock table core.site in access exclusive mode;\nselect pg_sleep(600)"
        let holder = Task { try? await database.run(lock) }
        try await waitForLocks(database, granted: true)
        let release = """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and query like 'select pg_sleep(600)%'
            """
        do {
            let value = try await body()
            try await database.run(release)
            _ = await holder.value
            return value
        } catch {
            try await database.run(release)
            throw error
        }
    }

    /// Waits until somebody holds a lock on the site, or waits for one.
    static func waitForLocks(_ database: TestDatabase, granted: Bool) async throws {
        let sql = """
            select count(*) > 0 from pg_locks where relation = 'core.site'::regclass
                and (mode = 'AccessExclusiveLock') = :granted and granted = :granted
                and database = (select oid from pg_database where datname = current_database())
            """
        while try await !database.run(sql, variables: ["granted": "\(granted)"]).contains("t") {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// A token of a fresh session.
    func token(_ client: any TestClientProtocol, _ name: String, _ offset: Int64 = 0) async throws
        -> String
    {
        let answer = try await logIn(client, name, otp: code(offset))
        guard let token = answer.members["token"]?.string else {
            throw PostgresError.decoding("no token: \(answer.text)")
        }
        return token
    }
}
