import FoundationEssentials
import Testing

@testable import PrivateDesk

/// What a person types, and what they are told when it cannot be done.
@Suite("The command line", .serialized)
struct CommandLineTests {
    private static let noWorkers = "simulate,gateway,notify,monitor,sync,front"
    private static let derivatives = "Tests/Fixtures/nse_fo_udiff_20250227.csv"
    private static let cash = "Tests/Fixtures/nse_cm_full_20250227.csv"

    @Test("a front that has no keys and no desk says what to give it")
    func frontWithoutKeys() async throws {
        try await DeskProcess.with { desk in
            let refusal = try await desk.refusal(
                ["front"], with: ["IRRA_BACKUP_DSN": "host=/nowhere user=irra_front"])
            #expect(refusal.contains("/home/secrets for the front's keys"), "\(refusal)")
            #expect(refusal.contains("IRRA_SIGNING_KEY_FILE"), "\(refusal)")
        }
    }

    @Test("adds, lists and disables members, and says what is wrong with others")
    func opsUsers() async throws {
        try await DeskProcess.with { desk in
            _ = try await desk.run("up", "--without", Self.noWorkers)
            let added = try await desk.run("ops-user", "add", "ravi", "--role", "ops_agent")
            #expect(added.contains("initial password: "))
            #expect(
                try await desk.run("ops-user", "list")
                    .contains("ravi\tops_agent\tnot enrolled\tenabled\travi\n"))
            let refusals = [
                (["add", "ravi", "--role", "ops_agent"], "there is a member 'ravi' already"),
                (["add", "kim", "--role", "boss"], "ops_supervisor"),
                (["add", "Kim!", "--role", "ops_agent"], "'Kim!' is no name to log in with"),
                (["change", "ravi"], "nothing to change"),
                (["change", "nobody", "--role", "auditor"], "there is no member 'nobody'"),
                (["unlock", "nobody"], "there is no member 'nobody'"),
                (["reset", "nobody"], "there is no member 'nobody'"),
                (["disable", "nobody"], "there is no enabled member 'nobody'"),
                (["code", "ravi"], "no second factor of 'ravi'"),
            ]
            for (words, expected) in refusals {
                let refusal = try await desk.refusal(["ops-user"] + words)
                #expect(refusal.contains(expected), "\(words) \(refusal)")
                #expect(!refusal.contains("psql"), "\(words) \(refusal)")
            }
            _ = try await desk.run("ops-user", "change", "ravi", "--role", "ops_viewer")
            _ = try await desk.run("ops-user", "unlock", "ravi")
            let reset = try await desk.run("ops-user", "reset", "ravi")
            #expect(reset.contains("initial password: "))
            _ = try await desk.run("ops-user", "disable", "ravi")
            _ = try await desk.run("ops-user", "enable", "ravi")
            _ = try await desk.run("ops-user", "disable", "ravi")
            let last = try await desk.refusal(["ops-user", "disable", "anita"])
            #expect(last.contains("Not possible with this member now"), "\(last)")
            #expect(
                try await desk.refusal(["ops-user", "disable", "ravi"]).contains("no enabled"))
            #expect(
                try await desk.run("ops-user", "list")
                    .contains("ravi\tops_viewer\tnot enrolled\tdisabled\travi\n"))
        }
    }

    @Test("imports both files of a day, and nothing of a broken one")
    func imports() async throws {
        try await DeskProcess.with { desk in
            _ = try await desk.run("up", "--without", Self.noWorkers)
            let project = try ProjectFiles.find()
            let rows = try Self.lines(project.path(Self.derivatives))
            let withoutColumn = rows.map { row in
                row.split(separator: ",", omittingEmptySubsequences: false).dropLast(5)
                    .joined(separator: ",")
            }
            let missing = desk.home + "/missing.csv"
            try Data(withoutColumn.joined(separator: "\n").utf8).write(
                to: URL(filePath: missing))
            let truncated = desk.home + "/truncated.zip"
            try Data([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x00]).write(
                to: URL(filePath: truncated))
            let broken = [(missing, "missing: "), (truncated, "damaged archive")]
            for (file, expected) in broken + [("nowhere.csv", "No such file")] {
                let refusal = try await desk.refusal(["import", "bhavcopy", file])
                #expect(refusal.contains(expected), "\(refusal)")
            }
            // What they would have added is added now: they changed nothing.
            let taken = try await desk.run("import", "bhavcopy", Self.derivatives)
            #expect(taken.contains("182 rows of 2025-02-27, 89 instruments added"), "\(taken)")
            let cash = try await desk.run("import", "bhavcopy", Self.cash)
            #expect(cash.contains("12 rows of 2025-02-27"), "\(cash)")
        }
    }

    @Test("runs each worker alone until SIGTERM, its log for people or machines")
    func workers() async throws {
        try await DeskProcess.with { desk in
            _ = try await desk.run("up", "--without", Self.noWorkers)
            let log = try await desk.run(
                until: "database: reached", "notify", "--log-format", "json")
            let messages = try log.split(separator: "\n").map { line in
                try JSONDecoder().decode([String: Anything].self, from: Data(line.utf8))["message"]
            }
            #expect(messages.first == .text("starting"))
            #expect(messages.last == .text("stopped"))

            _ = try await desk.run(
                until: "exchange listens", "simulate", "--trade-date", "20250227",
                "--instruments", Self.derivatives)
            _ = try await desk.run(
                until: "fix.sessions has no enabled one", "gateway", "--session", "NOPE")
            let one = try await desk.run(
                until: "cannot connect", "gateway", "--session", "simulator-orders")
            #expect(!one.contains("simulator-drop-copy"), "\(one)")
        }
    }

    @Test("takes secrets from files, and names the setting that is wrong")
    func secrets() async throws {
        try await DeskProcess.with { desk in
            let file = desk.home + ".secret"
            try FileSystem.makeDirectories(
                String(desk.home.dropLast("/home".count)), mode: 0o755)
            try Data("host=/nowhere user=x\n".utf8).write(to: URL(filePath: file))
            let dsn = ["IRRA_BACKUP_DSN_FILE": file]
            for (setting, value, expected) in [
                ("IRRA_BACKUP_DSN_FILE", "/nowhere", "IRRA_BACKUP_DSN must be in the readable"),
                ("IRRA_SIGNING_KEY_FILE", file, "IRRA_SIGNING_KEY must be"),
                ("IRRA_SEALING_KEY_FILE", file, "IRRA_SEALING_KEY must be"),
                ("IRRA_HTTP_PORT", "many", "IRRA_HTTP_PORT must be a port"),
            ] {
                let refusal = try await desk.refusal(
                    ["front"], with: dsn.merging([setting: value]) { $1 })
                #expect(refusal.contains(expected), "\(refusal)")
                #expect(!refusal.contains("host=/nowhere"), "a secret is never printed")
            }
        }
    }

    private static func lines(_ path: String) throws -> [Substring] {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            .split(separator: "\n")
    }

    /// A member of a log line: text, or something else that is not looked at.
    private enum Anything: Decodable, Equatable {
        case text(String)
        case other

        init(from decoder: any Decoder) throws {
            let text = try? decoder.singleValueContainer().decode(String.self)
            self = text.map { .text($0) } ?? .other
        }
    }
}
