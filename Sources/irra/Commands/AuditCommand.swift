import ArgumentParser
import FoundationEssentials
import Monitor
import Postgres
import PrivateDesk

/// `irra audit`: what the audit log's seals say.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Look at the audit log.", subcommands: [Verify.self])

    /// Holds log, seals and what was written outside against each other.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find rows that were removed, changed or inserted after they were sealed.",
            discussion: """
                Reads the whole log, piece by piece, and changes nothing. Every finding is a line \
                on standard output; then the exit status is not 0. Sealing everything anew shows \
                only against the file of heads, so keep a copy of it where the database's \
                administrators cannot write.
                """)

        /// One piece of the log is one statement.
        private static let patience: Duration = .seconds(600)

        @OptionGroup var options: SettingsOptions

        @Flag(
            help: "Do not ask for the file of heads; then a log that was sealed anew is not found.")
        var withoutHeads = false

        func run() async throws {
            let settings = try await options.settings()
            let heads = settings.auditHeads
            guard withoutHeads || FileManager.default.fileExists(atPath: heads) else {
                throw DeskError.state(
                    "\(heads) is missing: `irra monitor` writes it each minute. If it was moved,"
                        + " name it with --audit-heads; to look at the database alone,"
                        + " --without-heads")
            }
            let connection = try await PostgresConnection.connect(
                PostgresConfiguration(
                    conninfo: try Connections(settings: settings).backup(as: .monitor),
                    applicationName: "irra audit", statementTimeout: Self.patience))
            let outcome = try await AuditVerification(database: connection)
                .run(heads: withoutHeads ? nil : heads) { Terminal.say($0) }
            Terminal.say(Self.summary(outcome))
            if outcome.findings > 0 { throw ExitCode.failure }
        }

        private static func summary(_ outcome: AuditVerification.Outcome) -> String {
            let extent = outcome.extent
            var looked = "\(extent.rowsSealed) rows in \(extent.seals) seals"
            if extent.rowsRetired > 0 { looked += " (\(extent.rowsRetired) retired)" }
            if outcome.lines > 0 { looked += ", \(outcome.lines) heads outside" }
            if extent.numbersNotSealed > 0 {
                looked += ", \(extent.numbersNotSealed) numbers wait for the next seal"
            }
            guard outcome.findings > 0 else { return "audit: intact: \(looked)" }
            let first = outcome.firstBrokenSeal.map { "; the first broken seal is \($0)" } ?? ""
            return "audit: \(outcome.findings) findings\(first); looked at \(looked)"
        }
    }
}
