import ArgumentParser
import Postgres
import Sync

extension ImportCommand {
    /// How much the exchange takes in one order: whole or not at all.
    struct FreezeQuantities: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load the freeze quantities of futures and options (NSE's qtyfreeze file).",
            discussion: """
                A bad row is reported with its line and reason, and nothing is loaded. The file \
                names underlyings, so load it after the day's bhavcopy: new contracts get theirs \
                then.
                """)

        @OptionGroup var options: SettingsOptions
        @Argument(help: "A .csv or .zip as the exchange publishes it.")
        var file: String

        func run() async throws {
            let settings = try await options.settings()
            let primary = PostgresConfiguration(
                conninfo: try Connections(settings: settings).primary(role: "irra_primary_import"),
                applicationName: "irra import")
            let name = file.split(separator: "/").last.map(String.init) ?? file
            let summary = try await FreezeImport(primary: primary).run(path: file)
            Terminal.say(
                "\(name): \(summary.rows) underlyings, \(summary.instrumentsChanged) contracts"
                    + " changed")
            tell(summary.unknownCount, summary.unknown, "have no contract in the book")
            tell(summary.missingCount, summary.missing, "are not in the file")
        }

        private func tell(_ count: Int, _ names: [String], _ what: String) {
            guard count > 0 else { return }
            let rest = count - names.count
            Terminal.say(
                "underlyings that \(what): \(count) (\(names.joined(separator: ", "))"
                    + (rest > 0 ? " and \(rest) more)" : ")"))
        }
    }
}
