import DeskDatabase
import Logging
import Postgres
import PrivateDesk
import ServiceLifecycle
import Testing

@testable import Monitor

@Suite("The monitor holds the desk's figures against its rules")
struct RulesTests {
    /// How soon is measured by the fault tests.
    @Test("a fault is an alert, and over when it is; two monitors make one")
    func raisesAndResolves() async throws {
        let database = try await TestDesk.shared().database()
        let logger = Logger(label: "MonitorTests")
        let services = (1...2).map { number in
            MonitorService(
                database: PostgresConfiguration(
                    conninfo: database.conninfo(user: "irra_monitor"),
                    applicationName: "MonitorTests"),
                heads: "/tmp/irra-heads.\(UInt64.random(in: 0 ... .max))/heads", folders: ["/"],
                workerName: "monitor-\(number)", version: "test", processID: Int32(number),
                logger: logger)
        }
        let group = ServiceGroup(
            services: services, gracefulShutdownSignals: [], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await database.expect(
                "select count(*) > 0 from monitor.samples", within: .seconds(120))
            // A worker that says nothing more.
            try await database.run(
                "select sync.heartbeat('gateway@host:1', 'gateway', 1, 'test')")
            try await database.expect(
                "select exists (select from core.alerts where kind = 'worker_gone')",
                within: .seconds(120))
            #expect(
                try await database.run(
                    "select count(*) from core.alerts where kind = 'worker_gone'")
                    == "1\n")
            try await database.run(
                "select sync.end_heartbeat('gateway@host:1', 1)")
            try await database.expect(
                """
                select bool_and(resolved_at is not null) from core.alerts \
                where kind = 'worker_gone'
                """, within: .seconds(120))
            #expect(
                try await database.run(
                    """
                    select value between 0 and 100 from monitor.samples \
                    where measure = 'disk_free_percent' and subject = '/'
                    """) == "t\n")
            #expect(
                try await database.run(
                    "select count(*) from monitor.readings where problem is not null") == "0\n")
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}

extension TestDatabase {
    /// Waits until a statement answers true.
    func expect(_ statement: String, within limit: Duration) async throws {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if try await run(statement) == "t\n" { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("never became true: \(statement)")
    }
}
