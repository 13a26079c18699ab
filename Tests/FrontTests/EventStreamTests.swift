import DeskDatabase
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import PrivateDesk
import ServiceLifecycle
import Testing

@testable import Front

/// Server-sent events over a real front, a real database and real sockets.
@Suite(.serialized) struct EventStreamTests {
    /// A stream as a client has it: what has come so far, in order.
    final class Watcher {
        struct Event: Equatable {
            var id: String?
            var event: String?
            var data: String?
        }

        private let connection: RawClient
        private var text = ""

        init(port: Int, token: String, last: String? = nil) throws {
            connection = try RawClient(port: port)
            let resume = last.map { "Last-Event-ID: \($0)\r\n" } ?? ""
            _ = connection.send(
                "GET /events HTTP/1.1\r\nHost: desk\r\n"
                    + "Authorization: Bearer \(token)\r\n\(resume)\r\n"
            )
        }

        /// Reads until the condition holds for all events so far, or the limit is over.
        func events(
            within limit: Duration = .seconds(120), until enough: ([Event]) -> Bool
        ) async throws -> (events: [Event], isClosed: Bool) {
            let before = text
            let (more, isClosed) = try await connection.receive(until: limit) {
                !enough(Self.parse(before + $0))
            }
            text += more
            return (Self.parse(text), isClosed)
        }

        /// Reads until the condition holds for all the text so far; false when it never does.
        func text(until enough: (String) -> Bool) async throws -> Bool {
            let before = text
            text += try await connection.receive(until: .seconds(120)) { !enough(before + $0) }.text
            return enough(text)
        }

        /// Reads what comes before the first event, or the whole refusal.
        func answer() async throws -> String {
            _ = try await text { $0.contains("\r\n\r\n") }
            return head
        }

        var head: String { text.components(separatedBy: "\r\n\r\n").first ?? "" }
        var body: String { text.components(separatedBy: "\r\n\r\n").dropFirst().joined() }

        /// Chunk sizes are lines of their own and no field of an event.
        static func parse(_ text: String) -> [Event] {
            var events: [Event] = []
            var event = Event()
            let body = text.components(separatedBy: "\r\n\r\n").dropFirst().joined(
                separator: "\n\n")
            for line in body.replacing("\r\n", with: "\n").split(
                separator: "\n", omittingEmptySubsequences: false)
            {
                if line.hasPrefix("id: ") { event.id = String(line.dropFirst(4)) }
                if line.hasPrefix("event: ") { event.event = String(line.dropFirst(7)) }
                if line.hasPrefix("data: ") { event.data = String(line.dropFirst(6)) }
                if line.isEmpty, event.event != nil {
                    events.append(event)
                    event = Event()
                }
            }
            return events
        }
    }

    struct Stand: Sendable {
        let desk: TestDeskFront
        let port: Int
        let front: TestFront

        func token(_ name: String) async throws -> String {
            try await front.token(
                role: name == "sunil"
                    ? "ops_supervisor" : name == "vera" ? "ops_viewer" : "ops_agent",
                secret: "secret of \(name)")
        }
    }

    /// A front as a service, with people who have sessions.
    func withFront(
        heartbeat: Duration = .seconds(15), streams: Int = 50,
        _ test: @escaping @Sendable (Stand) async throws -> Void
    ) async throws {
        try await TestDeskFront.run { desk, _ in
            try await desk.database.run(
                """
                insert into auth.sessions (person_id, secret_hash, role, expires_at)
                select p.person_id, sha256(convert_to('secret of ' || p.username, 'UTF8')), p.role,
                    now() + interval '8 hours' from auth.ops_team as p
                """)
            let front = TestFront(database: desk.pool) {
                $0.database = TestDeskFront.configuration(of: desk.database)
                $0.databaseConnections = 2
                $0.limits.heartbeat = heartbeat
                $0.limits.eventStreams = streams
            }
            let (ports, port) = AsyncStream<Int>.makeStream()
            let service = FrontService(
                configuration: front.configuration, logger: TestDeskFront.quiet
            ) { port.yield($0) }
            let group = ServiceGroup(
                configuration: .init(services: [service], logger: TestDeskFront.quiet))
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                var iterator = ports.makeAsyncIterator()
                let number = try #require(await iterator.next())
                try await test(Stand(desk: desk, port: number, front: front))
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }

    @Test func `a change is told at once to who may see it, and to nobody else`() async throws {
        try await withFront { stand in
            let agent = try Watcher(port: stand.port, token: try await stand.token("arun"))
            let overseer = try Watcher(port: stand.port, token: try await stand.token("sunil"))
            _ = try await agent.events { $0.count == 1 }
            let begun = try await overseer.events { $0.count == 1 }
            #expect(begun.events.first?.event == "begin", "\(overseer.body)")
            #expect(overseer.head.contains("text/event-stream"))
            #expect(overseer.head.lowercased().contains("cache-control: no-store"))
            let began = ContinuousClock.now
            try await stand.desk.database.run(
                """
                insert into core.alerts (kind, severity, subject, details)
                    values ('trade_mismatch', 'info', 'x', '{}');
                update core.site set mode = 'active'
                """)
            let told = try await overseer.events { $0.count == 3 }
            #expect(ContinuousClock.now - began < .seconds(120))
            #expect(told.events.map(\.event) == ["begin", "alert", "mode"])
            #expect(told.events.last?.data?.contains(#""id": "active""#) == true)
            let told2 = try await agent.events { $0.count == 2 }
            #expect(told2.events.map(\.event) == ["begin", "mode"])
        }
    }

    @Test func `a stream goes on where it broke off and misses nothing`() async throws {
        try await withFront { stand in
            let token = try await stand.token("sunil")
            var watcher = try Watcher(port: stand.port, token: token)
            _ = try await watcher.events { $0.count == 1 }
            let insert = """
                insert into core.alerts (kind, severity, subject, details)
                    values ('trade_mismatch', 'info', :'n', '{}')
                """
            try await stand.desk.database.run(insert, variables: ["n": "first"])
            let first = try await watcher.events { $0.count == 2 }
            let last = try #require(first.events.last?.id)
            watcher = try Watcher(port: stand.port, token: "gone")
            for n in 0..<20 {
                try await stand.desk.database.run(insert, variables: ["n": "\(n)"])
            }
            watcher = try Watcher(port: stand.port, token: token, last: last)
            let all = try await watcher.events { $0.count == 21 }
            #expect(all.events.map(\.event) == ["begin"] + [String?](repeating: "alert", count: 20))
            let ids = all.events.compactMap { Int($0.id ?? "") }
            #expect(ids == ids.sorted() && Set(ids).count == ids.count)
            for (unknown, reason) in [("999999999", "unknown"), ("-1", "unknown")] {
                let other = try Watcher(port: stand.port, token: token, last: unknown)
                let begun = try await other.events { $0.count == 1 }
                #expect(begun.events.first?.event == "reset")
                #expect(begun.events.first?.data?.contains(reason) == true)
            }
            let nonsense = try Watcher(port: stand.port, token: token, last: "x")
            let refusal = try await nonsense.answer()
            #expect(refusal.contains("400"), "\(refusal)")
        }
    }

    @Test func `a stream ends when its session ends, and heartbeats come while it lives`()
        async throws
    {
        try await withFront(heartbeat: .milliseconds(300)) { stand in
            let watcher = try Watcher(port: stand.port, token: try await stand.token("arun"))
            _ = try await watcher.events { $0.count == 1 }
            #expect(try await watcher.text { $0.contains(": heartbeat") })
            try await stand.desk.database.run(
                """
                update auth.sessions set ended_at = now(), ended_reason = 'test'
                where person_id = (select person_id from auth.ops_team where username = 'arun')
                """)
            let ended = try await watcher.events { $0.last?.event == "end" }
            #expect(ended.events.last?.event == "end")
            let again = try Watcher(port: stand.port, token: try await stand.token("arun"))
            #expect(try await again.answer().contains("401"))
        }
    }

    @Test func `too many streams are refused, and a closed one makes room`() async throws {
        try await withFront(heartbeat: .milliseconds(200), streams: 2) { stand in
            let token = try await stand.token("sunil")
            var watchers: [Watcher] = []
            for _ in 0..<2 {
                let watcher = try Watcher(port: stand.port, token: token)
                _ = try await watcher.events { $0.count == 1 }
                watchers.append(watcher)
            }
            let refused = try Watcher(port: stand.port, token: token)
            let refusal = try await refused.answer()
            #expect(refusal.contains("429"))
            #expect(refusal.lowercased().contains("retry-after: 5"))
            watchers.removeAll()
            // The front notices when it says something to them again.
            var next = try Watcher(port: stand.port, token: token)
            let end = ContinuousClock.now + .seconds(120)
            while try await next.answer().contains("429"), ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(100))
                next = try Watcher(port: stand.port, token: token)
            }
            let begun = try await next.events { $0.count == 1 }
            #expect(begun.events.first?.event == "begin")
        }
    }

    @Test func `the database may go and come back under open streams`() async throws {
        try await withFront { stand in
            let watcher = try Watcher(port: stand.port, token: try await stand.token("sunil"))
            _ = try await watcher.events { $0.count == 1 }
            try await stand.desk.database.run(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where usename = 'irra_front' and datname = current_database()
                """)
            try await stand.desk.database.run("update core.site set mode = 'active'")
            let told = try await watcher.events { $0.count == 2 }
            #expect(told.events.last?.event == "mode")
        }
    }
}
