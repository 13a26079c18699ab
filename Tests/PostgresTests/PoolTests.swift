import Logging
import Postgres
import Testing

@Suite(.serialized) struct PoolTests {
    let cluster = TestCluster.shared

    private func pool(
        _ size: Int, waitLimit: Duration = .seconds(30), cluster: TestCluster = .shared
    ) -> PostgresPool {
        PostgresPool(
            configuration: cluster.configuration(), size: size, waitLimit: waitLimit,
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    @Test func `many tasks share a few connections`() async throws {
        let pool = pool(4, waitLimit: TestCluster.patience)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<2000 {
                group.addTask {
                    if number % 50 == 0 {
                        return try await pool.withConnection {
                            try await $0.query("select $1::int", [.integer(Int64(number))])[0]
                                .integer(0) == number
                        }
                    }
                    let rows = try await pool.pipeline([
                        Statement(
                            "select set_config('desk.n', $1, true)", [.text("\(number)")]),
                        "select current_setting('desk.n')",
                    ])
                    return try rows[1][0].string(0) == "\(number)"
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        await pool.close()
        #expect(await databaseError { _ = try await pool.query("select 1") }?.code == "closed")
    }

    @Test func `an exhausted pool says so within the wait limit`() async throws {
        let pool = pool(1, waitLimit: .milliseconds(100))
        try await pool.prewarm(1)
        try await pool.withConnection { connection async throws in
            let start = ContinuousClock.now
            #expect(
                await databaseError { _ = try await pool.query("select 1") }?.code
                    == "pool_exhausted")
            #expect(start.duration(to: .now) < .seconds(60))
            #expect(try await connection.query("select 1")[0].integer(0) == 1)
        }
        #expect(try await eventually { (try? await pool.query("select 1")) != nil })
        await pool.close()
    }

    @Test func `a task that waits for a connection can be cancelled`() async throws {
        let pool = pool(1)
        try await pool.withConnection { _ in
            let waiting = Task { try await pool.query("select 1") }
            try await Task.sleep(for: .milliseconds(50))
            waiting.cancel()
            #expect(await databaseError { _ = try await waiting.value }?.code == "cancelled")
        }
        #expect(try await pool.query("select 1")[0].integer(0) == 1)
        await pool.close()
    }

    @Test func `a lent connection comes back clean`() async throws {
        let pool = pool(1)
        try await pool.withConnection { connection in
            _ = try await connection.query("set role pg_monitor")
            _ = try await connection.query("set desk.who = 'me'")
            _ = try await connection.query("select pg_advisory_lock(4711)")
            _ = try await connection.query("begin")
            _ = try? await connection.query("select 1 / 0")
        }
        let row = try await pool.query(
            """
            select current_user::text, current_setting('desk.who', true),
                (select count(*) from pg_locks
                where locktype = 'advisory' and pid = pg_backend_pid())
            """)[0]
        #expect(try row.string(0) == "postgres")
        #expect(try row.optionalString(1) ?? "" == "")
        #expect(try row.integer(2) == 0)
        await pool.close()
    }

    @Test func `a pool gets over terminated sessions`() async throws {
        let pool = pool(3)
        try await pool.prewarm(3)
        let killer = try await cluster.connect()
        for _ in 0..<5 {
            let pid = try await pool.query("select pg_backend_pid()")[0].integer(0)
            let slow = Task { try await pool.query("select pg_sleep(600), 'pool'") }
            #expect(try await cluster.isRunning("select pg_sleep(600), 'pool'"))
            _ = try await killer.query(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where pid = $1::int or query = 'select pg_sleep(600), ''pool'''
                """, [.integer(pid)])
            #expect(await databaseError { _ = try await slow.value }?.code == "connection_lost")
            // The server ends the two when it likes; a call that was sent is never repeated.
            #expect(try await eventually { (try? await pool.query("select 1")) != nil })
        }
        await killer.close()
        await pool.close()
    }

    @Test func `a pool gets over a restart of the server`() async throws {
        let cluster = await TestCluster.own()
        let pool = pool(2, waitLimit: .seconds(3), cluster: cluster)
        let running = Task { try await pool.run() }
        #expect(try await eventually { (try? await pool.query("select 1")) != nil })
        await cluster.stop()
        let start = ContinuousClock.now
        let error = await databaseError { _ = try await pool.query("select 1") }
        #expect(["connect_failed", "connection_lost"].contains(error?.code))
        #expect(start.duration(to: .now) < .seconds(90))
        await cluster.start()
        #expect(try await eventually { (try? await pool.query("select 1")) != nil })
        running.cancel()
        try await running.value
        #expect(await databaseError { _ = try await pool.query("select 1") }?.code == "closed")
    }

    @Test func `a running pool keeps every connection open`() async throws {
        let pool = PostgresPool(
            configuration: {
                var configuration = cluster.configuration()
                configuration.applicationName = "keeps open"
                return configuration
            }(), size: 3,
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }))
        let running = Task { try await pool.run() }
        let observer = try await cluster.connect()
        func sessions() async throws -> Int64 {
            try await observer.query(
                "select count(*) from pg_stat_activity where application_name = 'keeps open'")[0]
                .integer(0)
        }
        #expect(try await eventually { try await sessions() == 3 })
        _ = try await observer.query(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'keeps open'
            """)
        #expect(try await eventually { try await sessions() == 3 })
        running.cancel()
        try await running.value
        #expect(try await eventually { try await sessions() == 0 })
        await observer.close()
    }
}
