import ArgumentParser
import Postgres
import Sync

extension SyncCommand {
    /// Whether both books are the same, asked without stopping either.
    struct Verify: AsyncParsableCommand {
        private static let keysShown = 20

        static let configuration = CommandConfiguration(
            abstract: "Compare the desk's book with the primary's, row by row, while both move.",
            discussion: """
                Rows that differ are looked at until they stay as they are. Ends with 0 when all \
                is the same, 1 when rows differ, 3 when some still moved (ask again), and \
                another number when a side could not be asked.
                """)

        @OptionGroup var options: SettingsOptions
        @Argument(help: "Tables of schema book; all when none is named.")
        var tables: [String] = []

        func run() async throws {
            let settings = try await options.settings()
            let connections = Connections(settings: settings)
            let comparison = BookComparison(
                backup: PostgresConfiguration(
                    conninfo: try connections.backup(as: .sync), applicationName: "irra sync"),
                primary: PostgresConfiguration(
                    conninfo: try connections.primary(role: SyncCommand.primaryRole),
                    applicationName: "irra sync"))
            let outcomes: [BookComparison.Outcome]
            do {
                outcomes = try await comparison.run(tables: tables) { tell($0) }
            } catch let failed as BookComparison.Failed {
                throw ValidationError("\(failed)")
            }
            if outcomes.contains(where: { !$0.different.isEmpty }) { throw ExitCode(1) }
            if outcomes.contains(where: { !$0.isSame }) { throw ExitCode(3) }
        }

        private func tell(_ outcome: BookComparison.Outcome) {
            let rows = "\(outcome.rowsHere) rows here, \(outcome.rowsThere) there"
            if outcome.isSame {
                Terminal.say("same      \(outcome.table): \(rows)")
                return
            }
            let more =
                outcome.partsLeft == 0
                ? "" : "; \(outcome.partsLeft) parts more, not looked at row by row"
            let word = outcome.different.isEmpty ? "unsettled" : "DIFFERENT"
            Terminal.say(
                "\(word) \(outcome.table): \(rows); \(outcome.different.count) differ,"
                    + " \(outcome.unsettled.count) still move\(more)")
            if !outcome.isCurrent {
                Terminal.say("  the stream does not run or is behind: see ops.replication")
            }
            for one in outcome.different.prefix(Self.keysShown) {
                let which =
                    switch one.side {
                    case .here: "only here"
                    case .there: "only there"
                    case .both: "other row"
                    }
                Terminal.say("  \(which)  \(one.key)")
            }
            let rest = outcome.different.count - Self.keysShown
            if rest > 0 { Terminal.say("  and \(rest) more") }
        }
    }
}
