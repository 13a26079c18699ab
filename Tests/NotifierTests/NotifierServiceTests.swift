import FoundationEssentials
import Glibc
import Logging
import Postgres
import PrivateDesk
import ServiceLifecycle
import Testing

@testable import Notifier

@Suite("The notifier delivers what waits in the outbox", .serialized)
struct NotifierServiceTests {
    private struct Desk {
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
            let deadline = ContinuousClock.now + .seconds(60)
            while try await waiting() > 0, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(try await waiting() == 0)
        }
    }

    private func running(
        _ desk: Desk, pollInterval: Duration = .seconds(1), _ body: () async throws -> Void
    ) async throws {
        let logger = Logger(label: "NotifierTests")
        let group = ServiceGroup(
            services: [desk.service(pollInterval: pollInterval)], gracefulShutdownSignals: [],
            logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test("each message becomes one file of its channel, whole and the owner's only")
    func delivered() async throws {
        let desk = try await Desk()
        try await desk.add(250, key: "a")
        try await running(desk) {
            try await desk.untilDelivered()
            #expect(desk.files().count == 250)
            #expect(desk.files().filter { $0.hasSuffix("-email.eml") }.count == 125)
            #expect(desk.files().filter { $0.hasSuffix("-sms.txt") }.count == 125)
            var status = stat()
            #expect(stat("\(desk.outbox)/\(desk.files()[0])", &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
        }
        try FileManager.default.removeItem(atPath: desk.outbox)
    }

    @Test("a sleeping notifier is woken each time, for it never looks by itself here")
    func woken() async throws {
        let desk = try await Desk()
        try await running(desk, pollInterval: .seconds(3600)) {
            for round in 1...5 {
                try await desk.add(1, key: "round\(round)")
                try await desk.untilDelivered()
                // Time to fall asleep again, in most rounds.
                try await Task.sleep(for: .milliseconds(130))
            }
        }
        try FileManager.default.removeItem(atPath: desk.outbox)
    }

    @Test("a message claimed by a notifier that died is delivered again, as the same file")
    func again() async throws {
        let desk = try await Desk()
        try await desk.add(2, key: "a")
        try await running(desk) { try await desk.untilDelivered() }
        let first = desk.files().map {
            FileManager.default.contents(atPath: "\(desk.outbox)/\($0)")
        }
        // Written, not completed: what kill -9 leaves, after the lease.
        try await desk.database.run(
            "update notify.messages set state = 'waiting', next_attempt_at = now();")
        try await running(desk) { try await desk.untilDelivered() }
        let second = desk.files().map {
            FileManager.default.contents(atPath: "\(desk.outbox)/\($0)")
        }
        #expect(first.count == 2)
        #expect(first == second)
        try FileManager.default.removeItem(atPath: desk.outbox)
    }

    @Test("what cannot be written is recorded as failed and tried again")
    func failed() async throws {
        let desk = try await Desk()
        try await running(desk) {
            let deadline = ContinuousClock.now + .seconds(60)
            while !FileManager.default.fileExists(atPath: desk.outbox),
                ContinuousClock.now < deadline
            {
                try await Task.sleep(for: .milliseconds(5))
            }
            try FileManager.default.removeItem(atPath: desk.outbox)
            #expect(FileManager.default.createFile(atPath: desk.outbox, contents: nil))
            try await desk.add(1, key: "a")
            let recorded =
                "select last_error like 'open %', failure, attempts from notify.messages;"
            while try await desk.database.run(recorded) != "t|provider|0\n",
                ContinuousClock.now < deadline
            {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await desk.database.run(recorded) == "t|provider|0\n")
            try FileManager.default.removeItem(atPath: desk.outbox)
            try FileManager.default.createDirectory(
                atPath: desk.outbox, withIntermediateDirectories: false)
            try await desk.untilDelivered()
        }
        try FileManager.default.removeItem(atPath: desk.outbox)
    }
}
