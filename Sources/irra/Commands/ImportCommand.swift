import ArgumentParser
import FoundationEssentials
import Glibc
import Postgres
import Sync
import Synchronization

/// `irra import`: files of the exchange, into the primary or into the desk.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Load files of the exchange.",
        subcommands: [Bhavcopy.self, FreezeQuantities.self, Positions.self, Trades.self])

    /// A day's prices: whole or not at all.
    struct Bhavcopy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load a day's instruments and prices (UDiFF F&O or the older cash file).",
            discussion: "A bad row is reported with its line and reason, and nothing is loaded.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "A .csv or .zip as the exchange publishes it.")
        var file: String

        func run() async throws {
            let settings = try await options.settings()
            let primary = PostgresConfiguration(
                conninfo: try Connections(settings: settings).primary(role: "irra_primary_import"),
                applicationName: "irra import")
            let name = file.split(separator: "/").last.map(String.init) ?? file
            let bar = Bar(label: name)
            let summary = try await BhavcopyImport(primary: primary).run(path: file) { progress in
                bar.show(progress)
            }
            Terminal.say(
                "\(name): \(summary.rows) rows of \(summary.tradeDate),"
                    + " \(summary.instrumentsAdded) instruments added,"
                    + " \(summary.instrumentsChanged) changed,"
                    + " \(summary.pricesWritten) prices written")
        }
    }

    /// The import reports from several threads.
    private final class Bar: Sendable {
        private let bar: Mutex<ImportProgressBar>

        init(label: String) {
            bar = Mutex(ImportProgressBar(label: label, isTerminal: isatty(STDERR_FILENO) == 1))
        }

        func show(_ progress: ImportProgress) {
            bar.withLock { bar in
                if let text = bar.update(progress) { Terminal.write(text) }
            }
        }
    }
}
