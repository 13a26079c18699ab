import Foundation
import PrivateDesk
import Testing

@testable import Notifier

/// Real processes, killed as the kernel kills: nothing is tidied up.
@Suite(
    "A notifier that is killed loses nothing", .serialized,
    .enabled(if: NotifierProcess.program != nil, "build the irra program first"))
struct NotifierDeathTests {
    private static let clients = 150
    private static let messagesEach = 3
    private static let notifiers = 3

    /// A notifier lives a little longer each time, so that on any machine some come to work.
    private static let respite: Duration = .milliseconds(25)

    /// Kills one of several notifiers again and again until all is sent; answers how many died.
    private func shoot(at desk: OutboxDesk, seed: UInt64) async throws -> Int {
        var chance = SeededChance(seed: seed)
        var running = try (0..<Self.notifiers).map { _ in try NotifierProcess(desk) }
        defer { for notifier in running { notifier.kill() } }
        var killed = 0
        let deadline = ContinuousClock.now + .seconds(300)
        while try await desk.waiting() > 0, ContinuousClock.now < deadline {
            let pause = Int.random(in: 20...400, using: &chance)
            try await Task.sleep(for: .milliseconds(pause) + Self.respite * killed)
            let victim = Int.random(in: 0..<running.count, using: &chance)
            running[victim].kill()
            killed += 1
            running[victim] = try NotifierProcess(desk)
        }
        return killed
    }

    private func queue(_ desk: OutboxDesk) async throws {
        try await desk.database.run(
            """
            insert into auth.ops_team (username, display_name, role, password_hash)
            select 'person' || n, 'Person ' || n, 'ops_agent', 'none'
            from generate_series(1, 5) n;
            insert into book.users (user_id, broker_id, name, pan, date_of_birth, email, phone,
                status, updated_at)
            select n, 'B' || n, 'Client ' || n, 'AAAZZ1234Z', '1980-01-01',
                'client-' || n || '@x.invalid', '', 'active', now()
            from generate_series(1, \(Self.clients)) n;
            select count(*) filter (where notify.enqueue(
                'client_message', 'death:' || m || ':' || n,
                jsonb_build_object('title', 'number ' || m, 'text', 'x'), n, channel => 'email'))
            from generate_series(1, \(Self.messagesEach)) m, generate_series(1, \(Self.clients)) n;
            select count(*) filter (where notify.enqueue('ops_message', 'death:' || m,
                jsonb_build_object('title', 'number ' || m, 'text', 'x', 'sender', 's')))
            from generate_series(1, 40) m;
            """)
    }

    private func checkInbox(_ desk: OutboxDesk) async throws {
        // Each of the five once, of each of the forty.
        let inbox = try await desk.query(
            """
            select count(*) || ' ' || count(distinct (person_id, facts ->> 'title'))
            from notify.messages where channel = 'in_app' and state = 'sent';
            """)
        #expect(inbox == "200 200")
    }

    @Test("each message is one file and stands once on the page, whoever died in between")
    func files() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        let desk = try await OutboxDesk()
        try await queue(desk)
        let killed = try await shoot(at: desk, seed: seed)
        let note = Comment(rawValue: "seed \(seed), \(killed) killed")
        #expect(killed > 0, note)
        #expect(try await desk.waiting() == 0, note)
        let total = Self.clients * Self.messagesEach
        let files = desk.files().filter { !$0.hasPrefix(".") }
        #expect(files.count == total, note)
        let told = try files.map { name -> String in
            let text = try String(contentsOfFile: desk.outbox + "/" + name, encoding: .utf8)
            let lines = text.split(separator: "\r\n")
            return lines.filter { $0.hasPrefix("To: ") || $0.hasPrefix("Subject: ") }
                .joined(separator: " ")
        }
        #expect(Set(told).count == total, note)
        try await checkInbox(desk)
        try FileManager.default.removeItem(atPath: desk.outbox)
    }

    @Test("each mail reaches the server, in order; one that comes twice has the same Message-ID")
    func mails() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        let desk = try await OutboxDesk()
        let server = try await TestServer("smtp_server.py", [])
        try await desk.provider(
            "mx",
            settings: """
                {"host": "localhost", "port": \(server.port), "tls": "none", \
                "from": "desk@b.invalid"}
                """)
        try await queue(desk)
        let killed = try await shoot(at: desk, seed: seed)
        let note = Comment(rawValue: "seed \(seed), \(killed) killed")
        #expect(killed > 0, note)
        #expect(try await desk.waiting() == 0, note)
        let taken = try server.taken()
        let told = Set(taken.map { "\($0.to) \($0.subject ?? "")" })
        #expect(told.count == Self.clients * Self.messagesEach, note)
        #expect(Set(taken.compactMap(\.id)).count == told.count, note)
        #expect(Set(taken.map { "\($0.id ?? "") \($0.text ?? "")" }).count == told.count, note)
        for (client, mails) in Dictionary(grouping: taken, by: \.to) {
            var first: [String] = []
            for subject in mails.compactMap(\.subject) where !first.contains(subject) {
                first.append(subject)
            }
            #expect(first == ["number 1", "number 2", "number 3"], "\(client), seed \(seed)")
        }
        try await checkInbox(desk)
        try server.remove()
    }
}

/// Repeatable chance (SplitMix64).
private struct SeededChance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
