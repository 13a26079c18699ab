import ArgumentParser
import Postgres
import Sync

extension ImportCommand {
    /// A clearing member's positions: a second opinion, which changes nothing.
    struct Positions: AsyncParsableCommand {
        private static let breaksShown = 50

        static let configuration = CommandConfiguration(
            abstract:
                "Compare a clearing member's position file with the desk's opening positions.",
            discussion: """
                The unified layout with 46 columns. Differences are listed, kept in \
                ops.opening_breaks and raise an alert; positions stay as they are. Ends with 1 \
                when there are any.
                """)

        @OptionGroup var options: SettingsOptions
        @Argument(help: "A .csv or .zip as the clearing corporation provides it.")
        var file: String

        func run() async throws {
            let files = MemberFileImport(desk: try await ImportCommand.desk(options))
            let summary = try await files.run(.positions, path: file)
            let breaks = summary.breaks ?? 0
            Terminal.say(
                "\(file.split(separator: "/").last ?? ""): \(summary.rows) rows of"
                    + " \(summary.businessDate), \(summary.clients ?? 0) clients; positions that"
                    + " open \(summary.tradeDate ?? ""): \(breaks) breaks")
            guard breaks > 0 else { return }
            for line in try await files.openingBreaks(limit: Self.breaksShown) {
                Terminal.say("  " + line)
            }
            if breaks > Self.breaksShown {
                Terminal.say("  and \(breaks - Self.breaksShown) more in ops.opening_breaks")
            }
            throw ExitCode(1)
        }
    }

    /// The exchange's trades of the day: what the desk does not know moves its positions.
    struct Trades: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the exchange's end-of-day trade file into the desk.",
            discussion: """
                The unified layout with 46 columns. Trades are a set: what is known gets a time \
                stamp, what is new moves its position. A bad row is reported with its line and \
                reason, and nothing is taken.
                """)

        @OptionGroup var options: SettingsOptions
        @Argument(help: "A .csv or .zip as the exchange provides it.")
        var file: String

        func run() async throws {
            let files = MemberFileImport(desk: try await ImportCommand.desk(options))
            let summary = try await files.run(.trades, path: file)
            Terminal.say(
                "\(file.split(separator: "/").last ?? ""): \(summary.trades ?? 0) trades of"
                    + " \(summary.businessDate), \(summary.known ?? 0) known before,"
                    + " \(summary.moved ?? 0) moved a position, \(summary.unassigned ?? 0) wait"
                    + " for a person; not taken: \(summary.cancelled ?? 0) cancelled,"
                    + " \(summary.ownAccount ?? 0) of the broker's own")
        }
    }

    /// The desk's database as the worker that these files are like.
    private static func desk(_ options: SettingsOptions) async throws -> PostgresConfiguration {
        let settings = try await options.settings()
        return PostgresConfiguration(
            conninfo: try Connections(settings: settings).backup(as: .sync),
            applicationName: "irra import")
    }
}
