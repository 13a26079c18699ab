import Foundation
import HTTPTypes
import HummingbirdTesting
import PrivateDesk
import ServiceLifecycle
import Testing

@testable import Front

/// Schemathesis against the served `openapi.json` of a live front, logged in, with every check.
/// `Tests/run-schemathesis` installs it and sets the environment; without it there is nothing to
/// run.
@Suite(.serialized) struct SchemathesisTests {
    static let program = ProcessInfo.processInfo.environment["IRRA_SCHEMATHESIS"]
    static let examples = ProcessInfo.processInfo.environment["IRRA_SCHEMATHESIS_EXAMPLES"] ?? "5"
    static let seed = ProcessInfo.processInfo.environment["IRRA_SCHEMATHESIS_SEED"] ?? "1"

    /// What ends the session that asks, makes another one, or never ends.
    static let excluded = [
        "/auth/logout", "/auth/password", "/auth/refresh", "/auth/2fa/enrol", "/auth/2fa/confirm",
        "/events",
    ]

    @Test(
        .enabled(if: program != nil),
        arguments: ["ops_viewer", "ops_agent", "ops_supervisor", "ops_admin", "auditor"])
    func `no answer is undocumented, none is a defect`(_ role: String) async throws {
        let program = try #require(Self.program)
        try await withFront { desk, front, port in
            try await desk.database.run(
                """
                insert into auth.sessions (person_id, secret_hash, role, expires_at)
                select p.person_id, sha256(convert_to('secret of ' || p.role, 'UTF8')), p.role,
                    now() + interval '8 hours' from auth.ops_team as p
                where p.username in ('vera', 'arun', 'sunil', 'adil', 'anna')
                """)
            let token = try await front.token(role: role, secret: "secret of \(role)")
            let report = "/tmp/irra-schemathesis-\(UInt64.random(in: 0 ... .max)).txt"
            defer { try? FileManager.default.removeItem(atPath: report) }
            let process = try ChildProcess(
                program,
                [
                    "--config-file", Self.configuration, "run",
                    "http://127.0.0.1:\(port)/openapi.json", "--header",
                    "Authorization: Bearer \(token)", "--checks", "all", "--max-examples",
                    Self.examples,
                    "--seed", Self.seed, "--phases", "examples,coverage,fuzzing", "--no-color",
                    "--request-timeout", "60", "--wait-for-schema", "60", "--continue-on-failure",
                ] + Self.excluded.flatMap { ["--exclude-path", $0] }, output: .file(report))
            let ending = try await process.ended(within: .seconds(3600))
            let text = (try? String(contentsOfFile: report, encoding: .utf8)) ?? ""
            if let folder = ProcessInfo.processInfo.environment["IRRA_SCHEMATHESIS_REPORTS"] {
                try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(role).txt"))
            }
            #expect(ending == .exit(0), "\(text.suffix(20_000))")
        }
    }

    static var configuration: String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "schemathesis.toml")
            .path
    }

    func withFront(
        _ test: @escaping @Sendable (TestDeskFront, TestFront, Int) async throws -> Void
    ) async throws {
        try await TestDeskFront.run { desk, _ in
            try await desk.database.run(
                "update core.settings set value = '0' where name like 'front_%_requests_per_second'"
            )
            let front = TestFront(database: desk.pool) {
                $0.database = TestDeskFront.configuration(of: desk.database)
                $0.databaseConnections = 4
                $0.limits.databaseWait = .seconds(30)
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
                try await test(desk, front, try #require(await iterator.next()))
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }
}
