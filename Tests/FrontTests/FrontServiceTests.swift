import DeskDatabase
import Logging
import Postgres
import PrivateDesk
import ServiceLifecycle
import Testing

@testable import Front

/// The service as it runs: sockets, limits, shutdown.
@Suite struct FrontServiceTests {
    /// Runs a service until the body is done, then shuts it down gracefully.
    func withService(
        _ configuration: FrontConfiguration, pulse: WorkerPulse? = nil,
        _ body: @escaping @Sendable (_ port: Int, ServiceGroup) async throws -> Void
    ) async throws {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let service = FrontService(
            configuration: configuration, pulse: pulse, logger: TestDeskFront.quiet,
            onListening: { listening.yield($0) })
        let group = ServiceGroup(
            configuration: .init(services: [service], logger: TestDeskFront.quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await ports.first { _ in true })
            try await body(port, group)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    func configuration(conninfo: String = "host=/nonexistent", port: Int = 0) -> FrontConfiguration
    {
        var configuration = FrontConfiguration(
            port: port,
            database: PostgresConfiguration(conninfo: conninfo, applicationName: "front-test"),
            databaseConnections: 2, signingKeys: [SigningKey.makePEM()],
            secretBoxKey: SecretBox.makeKey())
        configuration.limits.databaseWait = .milliseconds(200)
        return configuration
    }

    @Test func `a front without a database is alive, not ready, and stops when told`() async throws
    {
        try await withService(configuration()) { port, _ in
            for (path, status) in [
                ("/healthz", "200"), ("/readyz", "503"), ("/page/log-in", "200"),
            ] {
                let client = try RawClient(port: port)
                #expect(client.send("GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                let answer = try await client.receive(until: .seconds(120))
                #expect(answer.text.hasPrefix("HTTP/1.1 \(status) "), "\(answer.text)")
            }
        }
    }

    @Test func `a front that serves is seen, and one that was told to stop is not missed`()
        async throws
    {
        let database = try await TestDesk.shared().database()
        let workers = "select worker_name, kind, version from core.workers;"
        let pulse = WorkerPulse(workerName: "front@h:7", kind: "front", version: "v", processID: 7)
        let configuration = configuration(conninfo: database.conninfo(user: "irra_front"))
        try await withService(configuration, pulse: pulse) { _, _ in
            let deadline = ContinuousClock.now + .seconds(120)
            while try await database.run(workers).isEmpty, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try await database.run(workers) == "front@h:7|front|v\n")
        }
        #expect(try await database.run(workers).isEmpty)
        try await database.drop()
    }

    @Test func `a body that dribbles and a head that dribbles are cut off`() async throws {
        var configuration = configuration()
        configuration.limits.requestDeadline = .milliseconds(600)
        configuration.limits.idleTimeout = .milliseconds(900)
        try await withService(configuration) { port, _ in
            let starts = [
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{",
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nX-Slow: ",
            ]
            for start in starts {
                let client = try RawClient(port: port)
                #expect(client.send(start))
                let began = ContinuousClock.now
                var isClosed = false
                while !isClosed, ContinuousClock.now - began < .seconds(120) {
                    _ = client.send(" ")
                    isClosed = try await client.receive(until: .milliseconds(100)).isClosed
                }
                #expect(isClosed, "\(start)")
            }
        }
    }

    @Test func `a head that is too large is refused and the connection closed`() async throws {
        try await withService(configuration()) { port, _ in
            let client = try RawClient(port: port)
            let large = String(repeating: "x", count: 20_000)
            _ = client.send("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: \(large)\r\n\r\n")
            let answer = try await client.receive(until: .seconds(120))
            #expect(answer.isClosed)
            #expect(!answer.text.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `a body above the limit is 413 and what follows is not taken for a request`()
        async throws
    {
        try await withService(configuration()) { port, _ in
            let client = try RawClient(port: port)
            #expect(
                client.send(
                    "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 10000000\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n"))
            let answer = try await client.receive(until: .seconds(120)) { !$0.contains("IR110") }
            #expect(answer.text.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.text.matches(of: #/HTTP\/1.1 /#).count == 1)
        }
    }

    @Test func `a client that does not read its answers is let go`() async throws {
        var configuration = configuration()
        configuration.limits.writeDeadline = .milliseconds(500)
        try await withService(configuration) { port, _ in
            let client = try RawClient(port: port)
            let request = "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n"
            let size = try StaticFile.data("openapi.json").count
            let wanted = 64
            for _ in 0..<wanted { _ = client.send(request) }
            let end = ContinuousClock.now + .seconds(120)
            while !client.isLetGo, ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(client.isLetGo)
            let answers = try await client.receive(until: .seconds(120))
            #expect(answers.isClosed)
            #expect(answers.text.utf8.count < wanted * size)
        }
    }

    @Test func `a request in hand is answered before the front stops`() async throws {
        let database = try await TestDesk.shared().database()
        var configuration = configuration(conninfo: database.conninfo(user: "irra_front"))
        configuration.limits.databaseWait = .seconds(30)
        configuration.database.statementTimeout = .seconds(30)
        configuration.database.lockTimeout = .seconds(30)
        try await withService(configuration) { port, group in
            let client = try RawClient(port: port)
            try await TestDeskFront.whileSiteIsLocked(database) {
                #expect(client.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n"))
                try await TestDeskFront.waitForLocks(database, granted: false)
                await group.triggerGracefulShutdown()
            }
            let answer = try await client.receive(until: .seconds(120))
            #expect(answer.text.hasPrefix("HTTP/1.1 200 "), "\(answer.text)")
            #expect(answer.isClosed)
        }
        try await database.drop()
    }
}
