import FoundationEssentials
import Postgres
import PrivateDesk
import Sync

extension Desk {
    /// How many invented clients the reference primary gets, from which seed: the same each time.
    private static let seed = 20_250_228
    private static let seededClients = 200
    /// Real rows of the day on which NIFTY fell from 22545 to 22125.
    private static let exchangeFiles = [
        "Tests/Fixtures/nse_cm_full_20250228.csv", "Tests/Fixtures/nse_fo_udiff_20250228.csv",
    ]
    /// The most that the exchange takes in one order.
    private static let freezeFile = "Tests/Fixtures/nse_fo_freeze_quantities_202512.csv"

    /// Real instruments and prices, invented clients on them; nothing when the book has a day
    /// already.
    func fillPrimary() async throws {
        if try await tradingDay() != nil { return }
        let importer = PostgresConfiguration(
            conninfo: try RolePasswords(cluster: primary, secrets: home.secrets)
                .conninfo(role: "irra_primary_import", database: Settings.primaryDatabase),
            applicationName: "irra import")
        let files = bhavcopies.isEmpty ? Self.exchangeFiles.map(project.path) : bhavcopies
        for file in files {
            let summary = try await BhavcopyImport(primary: importer).run(path: file)
            narrate(
                "primary: \(summary.instrumentsAdded) instruments with prices of"
                    + " \(summary.tradeDate) from \(project.shown(file))")
        }
        let freezes = try await FreezeImport(primary: importer)
            .run(path: project.path(Self.freezeFile))
        narrate(
            "primary: freeze quantities of \(freezes.instrumentsChanged) contracts from"
                + " \(Self.freezeFile)")
        let answer = try await primary.run(
            file: project.path("replication/private_desk/seed_primary.sql"),
            database: Settings.primaryDatabase,
            variables: ["seed": "\(Self.seed)", "clients": "\(Self.seededClients)"])
        narrate("primary: invented clients \(answer.trimmingPrefix { $0.isWhitespace })")
    }

    /// The reference book's latest day as `YYYYMMDD`, nil before the book has one.
    func tradingDay() async throws -> String? {
        let answer = try await primary.run(
            file: project.path("replication/private_desk/trading_day.sql"),
            database: Settings.primaryDatabase)
        let digits = answer.filter(\.isNumber)
        return digits.isEmpty ? nil : digits
    }

    /// Writes the instruments of the reference book as the exchange's own list, so that simulator
    /// and book know the same ones whatever was imported. Returns the file's path.
    func exportInstruments() async throws -> String {
        let rows = try await primary.run(
            file: project.path("replication/private_desk/simulator_instruments.sql"),
            database: Settings.primaryDatabase, oneTransaction: false)
        let path = home.path + "/instruments.csv"
        try Data(rows.utf8).write(to: URL(filePath: path), options: .atomic)
        return path
    }
}
