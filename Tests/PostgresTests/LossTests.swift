import Glibc
import Postgres
import Testing

@Suite struct LossTests {
    let cluster = TestCluster.shared

    private func terminate(_ processID: Int32) async throws {
        let connection = try await cluster.connect()
        _ = try await connection.query(
            "select pg_terminate_backend($1::int)", [.integer(Int64(processID))])
        await connection.close()
    }

    @Test func `the loss of an idle connection is noticed by itself`() async throws {
        let connection = try await cluster.connect()
        #expect(await connection.isAlive)
        try await terminate(connection.processID)
        #expect(try await eventually { await !connection.isAlive })
        let error = await databaseError { _ = try await connection.query("select 1") }
        #expect(error?.code == "connection_lost")
        await connection.close()
    }

    @Test func `every call in flight is told when the connection breaks`() async throws {
        let connection = try await cluster.connect()
        let processID = await connection.processID
        try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    await databaseError { _ = try await connection.query("select pg_sleep(600)") }?
                        .code
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            try await terminate(processID)
            for try await code in group { #expect(code == "connection_lost") }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a server that crashes fails every kind of call in flight`() async throws {
        let cluster = await TestCluster.own()
        let (source, feed) = AsyncStream.makeStream(of: [UInt8].self)
        let connections = [
            try await cluster.connect(), try await cluster.connect(),
            try await cluster.connect(), try await cluster.connect(),
        ]
        try await connections[2].execute(script: "create temp table x (n text)")
        let calls: [@Sendable () async throws -> Void] = [
            { _ = try await connections[0].query("select pg_sleep(600), 0") },
            { try await connections[1].execute(script: "select pg_sleep(600), 1") },
            { _ = try await connections[2].copyIn("copy x from stdin", chunks: source) },
        ]
        var tasks = calls.map { call in Task { await databaseError { try await call() } } }
        #expect(try await cluster.isRunning("select pg_sleep(600), 0"))
        // Behind the first.
        tasks.append(
            Task { await databaseError { _ = try await connections[0].query("select 1") } })
        #expect(try await cluster.isRunning("select pg_sleep(600), 1"))
        #expect(try await cluster.isRunning("copy x%"))
        await cluster.crash()
        feed.finish()
        for task in tasks { #expect(await task.value?.code == "connection_lost") }
        #expect(try await eventually { await !connections[3].isAlive })
    }

    @Test func `a connection that ends during COPY or a script fails it`() async throws {
        for isCopy in [true, false] {
            let connection = try await cluster.connect()
            let processID = await connection.processID
            let (source, feed) = AsyncStream.makeStream(of: [UInt8].self)
            let call = Task {
                if isCopy {
                    try await connection.execute(script: "create temp table x (n text)")
                    _ = try await connection.copyIn("copy x from stdin", chunks: source)
                } else {
                    try await connection.execute(script: "select pg_sleep(600)")
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            try await terminate(processID)
            #expect(try await eventually { await !connection.isAlive || isCopy })
            feed.yield(Array("1\n".utf8))
            feed.finish()
            #expect(await databaseError { try await call.value }?.code == "connection_lost")
        }
    }

    @Test func `a server that cannot be reached is a connection failure`() async throws {
        let unknownRole = "host=\(cluster.directory) user=nobody"
        for conninfo in ["host=/nonexistent", unknownRole, "= nonsense"] {
            let error = await databaseError {
                _ = try await PostgresConnection.connect(
                    PostgresConfiguration(conninfo: conninfo, applicationName: "t"))
            }
            #expect(error?.code == "connect_failed")
        }
    }

    @Test func `a server that accepts and says nothing is given up in time`() async throws {
        let mute = try MuteServer()
        var configuration = cluster.configuration()
        configuration.conninfo = "hostaddr=127.0.0.1 port=\(mute.port) sslmode=disable user=x"
        configuration.connectTimeout = .milliseconds(300)
        let start = ContinuousClock.now
        let error = await databaseError {
            _ = try await PostgresConnection.connect(configuration)
        }
        #expect(error?.code == "connect_failed")
        #expect(start.duration(to: .now) < .seconds(40))
        configuration.connectTimeout = .seconds(60)
        let connecting = Task { [configuration] in
            try await PostgresConnection.connect(configuration)
        }
        try await Task.sleep(for: .milliseconds(50))
        connecting.cancel()
        #expect(await databaseError { _ = try await connecting.value }?.code == "cancelled")
    }

    @Test func `a server process that stopped answering is given up`() async throws {
        let connection = try await cluster.connect(statementTimeout: .milliseconds(100))
        let processID = await connection.processID
        kill(processID, SIGSTOP)
        let start = ContinuousClock.now
        let error = await databaseError { _ = try await connection.query("select 1") }
        kill(processID, SIGCONT)
        #expect(error?.code == "connection_lost")
        #expect(start.duration(to: .now) < .seconds(40))
    }

    @Test func `closing lets the calls already made end and refuses new ones`() async throws {
        let connection = try await cluster.connect()
        let holder = try await cluster.connect()
        _ = try await holder.query("select pg_advisory_lock(43)")
        async let slow = connection.query("select 5, pg_advisory_lock(43)")
        #expect(try await cluster.isRunning("select 5, pg_advisory_lock%"))
        async let closing: Void = connection.close()
        await holder.close()
        await closing
        #expect(try await slow[0].integer(0) == 5)
        let error = await databaseError { _ = try await connection.query("select 1") }
        #expect(error?.code == "closed")
    }
}
