import FoundationEssentials
import Logging
import Postgres
import PrivateDesk
import ServiceLifecycle
import Testing

@testable import Notifier

/// A desk's database, a notifier on it and the folder it writes to.
struct OutboxDesk {
    let database: TestDatabase
    let outbox: String

    init() async throws {
        database = try await TestDesk.shared().database()
        outbox = "/tmp/irra-outbox.\(UInt64.random(in: 0 ... .max))"
    }

    func service(pollInterval: Duration) -> NotifierService {
        var settings = NotifierService.Settings()
        settings.pollInterval = pollInterval
        return NotifierService(
            database: PostgresConfiguration(
                conninfo: database.conninfo(user: "irra_notify"),
                applicationName: "NotifierTests"),
            outbox: outbox, workerName: "notify-test", version: "test", processID: 1,
            settings: settings, logger: Logger(label: "NotifierTests"))
    }

    /// Queues `count` messages of one client each, by mail and text in turn.
    func add(_ count: Int, key: String) async throws {
        try await database.run(
            """
            insert into book.users (user_id, broker_id, name, pan, date_of_birth, email, phone,
                status, updated_at)
            select n, 'B' || n, 'Client ' || n, 'AAAZZ1234Z', '1980-01-01',
                n || '@clients.invalid', '+91' || n, 'active', now()
            from generate_series(1, \(count)) n on conflict do nothing;
            select count(*) filter (where notify.enqueue('client_message', :'key' || n,
                '{"title": "t", "text": "x"}', n,
                channel => case n % 2 when 0 then 'email' else 'sms' end))
            from generate_series(1, \(count)) n;
            """, variables: ["key": key])
    }

    func waiting() async throws -> Int {
        let text = try await database.run(
            """
            select (select count(*) from notify.outbox)
                + (select count(*) from notify.messages where state <> 'sent');
            """)
        return Int(text.dropLast()) ?? -1
    }

    func files() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: outbox)) ?? []).sorted()
    }

    func untilDelivered() async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while try await waiting() > 0, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try await waiting() == 0)
    }

    /// Runs a notifier while `body` runs, then lets it finish.
    func running(
        pollInterval: Duration = .seconds(1), _ body: () async throws -> Void
    ) async throws {
        let group = ServiceGroup(
            services: [service(pollInterval: pollInterval)], gracefulShutdownSignals: [],
            logger: Logger(label: "NotifierTests"))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
