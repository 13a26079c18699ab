import Postgres
import Testing

/// One after the other: what they prove needs a cancellation to meet a statement that runs.
@Suite(.serialized) struct CancellationTests {
    let cluster = TestCluster.shared

    @Test func `cancelling the task stops the statement on the server`() async throws {
        let connection = try await cluster.connect()
        let task = Task { try await connection.query("select pg_sleep(600), 'stop'") }
        #expect(try await cluster.isRunning("select pg_sleep(600), 'stop'"))
        task.cancel()
        let error = await databaseError { _ = try await task.value }
        #expect(error?.code == "cancelled")
        #expect(try await connection.query("select 1")[0].integer(0) == 1)
        await connection.close()
    }

    @Test func `a call that waits is cancelled without being sent`() async throws {
        let connection = try await cluster.connect()
        let holder = try await cluster.connect()
        _ = try await holder.query("select pg_advisory_lock(41)")
        let first = "select pg_advisory_lock(41), 'first'"
        let script = Task { try await connection.execute(script: first) }
        #expect(try await cluster.isRunning(first))
        let waiting = Task { try await connection.query("select 1") }
        try await Task.sleep(for: .milliseconds(50))
        waiting.cancel()
        #expect(await databaseError { _ = try await waiting.value }?.code == "cancelled")
        await holder.close()
        try await script.value
        let other = Task { try await connection.execute(script: "select pg_sleep(600), 'other'") }
        #expect(try await cluster.isRunning("select pg_sleep(600), 'other'"))
        other.cancel()
        #expect(await databaseError { try await other.value }?.code == "cancelled")
        #expect(try await connection.query("select 1")[0].integer(0) == 1)
        await connection.close()
    }

    @Test func `a cancellation never hits the next call`() async throws {
        let connection = try await cluster.connect()
        var random = SystemRandomNumberGenerator()
        var cancelled = 0
        for round in 0..<4000 where round < 400 || cancelled <= 50 {
            let victim = Task {
                try await connection.query("select pg_sleep($1::float8 / 1000)", [.integer(4)])
            }
            let delay = UInt64.random(in: 0...6_000, using: &random)
            try await Task.sleep(for: .microseconds(delay))
            victim.cancel()
            async let first = connection.query(
                "select $1::int, pg_sleep(0.001)", [.integer(Int64(round))])
            async let second = connection.query("select $1::int", [.integer(Int64(-round))])
            #expect(try await first[0].integer(0) == Int64(round))
            #expect(try await second[0].integer(0) == Int64(-round))
            if await databaseError({ _ = try await victim.value })?.code == "cancelled" {
                cancelled += 1
            }
        }
        #expect(cancelled > 50, "only \(cancelled) cancellations arrived in time to test anything")
        await connection.close()
    }

    @Test func `random cancellations among many callers hurt nobody else`() async throws {
        let connection = try await cluster.connect()
        let outcomes = try await withThrowingTaskGroup(of: (Bool, String).self) { group in
            for number in 0..<600 {
                let isVictim = number % 3 == 0
                group.addTask {
                    let call = Task {
                        try await connection.query(
                            "select $1::int, pg_sleep(0.0005)", [.integer(Int64(number))])
                    }
                    try await Task.sleep(for: .microseconds(Int.random(in: 0...300_000)))
                    if isVictim { call.cancel() }
                    do {
                        return (
                            isVictim, try await call.value[0].integer(0) == number ? "" : "mixed"
                        )
                    } catch {
                        return (isVictim, (error as? PostgresError)?.code ?? "\(error)")
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0.1 == "" || $0.0 && $0.1 == "cancelled" })
        await connection.close()
    }

    @Test func `a statement that takes too long is timed out by the server`() async throws {
        let connection = try await cluster.connect(statementTimeout: .seconds(3))
        let error = await databaseError { _ = try await connection.query("select pg_sleep(600)") }
        #expect(error?.code == "timed_out")
        #expect(error?.sqlState == .queryCanceled)
        #expect(try await connection.query("select 1")[0].integer(0) == 1)
        await connection.close()
    }

    @Test func `waiting for a lock ends after the lock limit`() async throws {
        var configuration = cluster.configuration()
        configuration.lockTimeout = .milliseconds(100)
        let holder = try await cluster.connect()
        let waiter = try await PostgresConnection.connect(configuration)
        try await holder.execute(script: "create table if not exists locked (n int)")
        _ = try await holder.query("begin")
        _ = try await holder.query("lock table locked")
        let error = await databaseError { _ = try await waiter.query("select * from locked") }
        #expect(error?.sqlState == .lockNotAvailable)
        _ = try await holder.query("commit")
        #expect(try await waiter.query("select * from locked").isEmpty)
        await holder.close()
        await waiter.close()
    }
}
