import FoundationEssentials
import Glibc
import Logging
import Postgres
import PrivateDesk
import ServiceLifecycle
import Testing

@testable import Monitor

@Suite("The monitor seals the audit log and writes its head outside", .serialized)
struct SealingTests {
    private let database: TestDatabase
    private let directory = "/tmp/irra-heads.\(UInt64.random(in: 0 ... .max))"
    private var heads: String { directory + "/heads" }

    init() async throws {
        database = try await TestDesk.shared().database()
    }

    private func remove() { try? FileManager.default.removeItem(atPath: directory) }

    /// Runs the monitor as irra does, only faster, around `body`.
    private func monitored(
        heads: String? = nil, every interval: Duration = .milliseconds(20),
        _ body: () async throws -> Void
    ) async throws {
        var settings = MonitorService.Settings()
        settings.sealInterval = interval
        settings.headInterval = .milliseconds(50)
        let logger = Logger(label: "MonitorTests")
        let service = MonitorService(
            database: PostgresConfiguration(
                conninfo: database.conninfo(user: "irra_monitor"), applicationName: "MonitorTests"),
            heads: heads ?? self.heads, workerName: "monitor-test", version: "test", processID: 1,
            settings: settings, logger: logger)
        let group = ServiceGroup(
            services: [service], gracefulShutdownSignals: [], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private func expectEventually(
        _ condition: String, within limit: Duration = .seconds(120)
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if try await database.run("select \(condition);") == "t\n" { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("never became true: \(condition)")
    }

    private func verify(
        withHeads: Bool = true
    ) async throws -> (outcome: AuditVerification.Outcome, told: [String]) {
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: database.conninfo(user: "irra_monitor"), applicationName: "MonitorTests"))
        var told: [String] = []
        let outcome = try await AuditVerification(database: connection)
            .run(heads: withHeads ? heads : nil) { told.append($0) }
        return (outcome, told)
    }

    /// As whoever owns the cluster could; the guards are put back afterwards.
    private func attack(_ sql: String) async throws {
        try await database.run(
            """
            alter table audit.log disable trigger all;
            alter table audit.seals disable trigger all;
            \(sql);
            alter table audit.log enable always trigger log_append_only;
            alter table audit.log enable always trigger log_never_truncated;
            alter table audit.seals enable always trigger seals_append_only;
            alter table audit.seals enable always trigger seals_never_truncated;
            """)
    }

    private func write(_ count: Int) async throws {
        try await database.run(
            """
            insert into audit.log (database_role, action)
            select 'test', 'row ' || i from generate_series(1, \(count)) i;
            """)
    }

    private static let allSealed =
        "(select s.last_log_id from audit.seals s order by s.seal_number desc limit 1)"
        + " = audit.given_log_id()"

    @Test("rows of many writers, late ones and those rolled back, are all sealed once")
    func sealed() async throws {
        defer { remove() }
        try await monitored {
            try await withThrowingTaskGroup(of: Void.self) { writers in
                for writer in 0..<4 {
                    writers.addTask {
                        let ending = writer == 3 ? "rollback" : "commit"
                        try await database.run(
                            (0..<25).map { _ in
                                """
                                begin;
                                insert into audit.log (database_role, action) values ('a', 'b');
                                select pg_sleep(random() / 50);
                                insert into audit.log (database_role, action) values ('a', 'c');
                                \(ending);
                                """
                            }.joined())
                    }
                }
                try await writers.waitForAll()
            }
            try await expectEventually(Self.allSealed)
            try await expectEventually("head_seal_number > 0 from audit.progress")
        }
        let sums = "select sum(row_count) = (select count(*) from audit.log) from audit.seals;"
        #expect(try await database.run(sums) == "t\n")
        let (outcome, told) = try await verify()
        #expect(told.isEmpty)
        #expect(outcome.findings == 0 && outcome.lines > 0 && outcome.extent.rowsSealed >= 150)
    }

    @Test("a backlog is sealed batch after batch, without a pause between")
    func backlog() async throws {
        defer { remove() }
        try await database.run(
            "update core.settings set value = '10' where name = 'audit_seal_rows_max';")
        try await write(2000)
        // A pause after each batch would come to 2000 s, more than is waited for.
        try await monitored(every: .seconds(10)) {
            try await expectEventually(Self.allSealed, within: .seconds(600))
        }
        #expect(try await verify().outcome.findings == 0)
    }

    @Test("a change by whoever owns the cluster is told with its seal and row")
    func changed() async throws {
        defer { remove() }
        try await write(20)
        try await monitored {
            try await expectEventually(Self.allSealed)
            try await expectEventually("head_seal_number > 0 from audit.progress")
        }
        let row = Int(
            try await database.run("select min(log_id) + 5 from audit.log;").dropLast())!
        try await attack("update audit.log set action = 'other' where log_id = \(row)")
        let (outcome, told) = try await verify(withHeads: false)
        #expect(outcome.findings == 1)
        let seal = try #require(outcome.firstBrokenSeal)
        #expect(
            told == ["seal \(seal), log id \(row): row changed: it is not as it was sealed"])
    }

    @Test("who seals everything anew is found by what was written outside")
    func sealedAnew() async throws {
        defer { remove() }
        try await write(20)
        try await monitored {
            try await expectEventually("head_seal_number > 0 from audit.progress")
        }
        try await attack(
            """
            delete from audit.log where action = 'row 7';
            truncate audit.seals;
            update audit.progress set marked_log_id = audit.given_log_id(), marked_by = '3',
                marked_at = now(), ids_from = 'epoch';
            select audit.seal_marked(5) from generate_series(1, 100);
            """)
        #expect(try await verify(withHeads: false).outcome.findings == 0)
        let (outcome, told) = try await verify()
        #expect(outcome.findings > 0)
        #expect(told.allSatisfy { $0.hasPrefix("\(heads), line ") })
        #expect(told.contains { $0.contains("sealed anew") })
    }

    private func headLines() throws -> [String] {
        try String(contentsOfFile: heads, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test("a line outside that was edited or taken out is found")
    func editedLines() async throws {
        defer { remove() }
        try await monitored {
            try await expectEventually("head_written_at is not null from audit.progress")
            let end = ContinuousClock.now + .seconds(120)
            while try headLines().count < 4, ContinuousClock.now < end {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        var lines = try headLines()
        try #require(lines.count >= 4)
        lines.remove(at: 1)
        lines.append(lines.removeLast().replacing("seal=", with: "seal=9"))
        try (lines.joined(separator: "\n") + "\n")
            .write(toFile: heads, atomically: false, encoding: .utf8)
        let (outcome, told) = try await verify()
        #expect(outcome.findings >= 3)
        #expect(told.first { $0.contains("line 2") }?.contains("lines removed") == true)
        #expect(told.last { $0.contains("line \(lines.count)") } != nil)
    }

    @Test("a head that cannot be written does not keep rows from being sealed")
    func unwritable() async throws {
        try await write(20)
        try await monitored(heads: "/dev/null/heads") {
            try await expectEventually(Self.allSealed)
        }
        #expect(
            try await database.run("select head_written_at is null from audit.progress;") == "t\n")
    }
}
