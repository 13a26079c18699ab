import Foundation
import Postgres
import PrivateDesk

/// A desk that is shot at: a cluster of its own that really syncs, two gateways, a simulated
/// exchange and the lines between them.
final class Battlefield: Sendable {
    static let clients = 40
    /// The primary goes on trading for every so-manieth client; for the others every trade is
    /// the desk's own, so that their positions can never turn round.
    static let primaryClients = 4
    static let secret = "secret of a test"

    let desk: TestDesk
    let database: TestDatabase
    let folder: String
    let exchange: Victim
    let gateways: [Victim]
    let lines: [FaultyLine]
    private let watchdog: Watchdog

    var journal: String { folder + "/exchange.journal" }
    /// Where the exchange takes commands.
    var control: String { folder + "/exchange.control" }

    /// - Parameter program: the `irra` of this build.
    init(program: String, settings: RunSettings) async throws {
        desk = try await TestDesk.start()
        folder = "/tmp/irra-faults-\(getpid())-\(settings.scenario)-\(settings.seed)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        watchdog = try Watchdog(folder: folder)
        database = try await Self.makeDatabase(desk)
        for (name, text) in [
            ("instruments.csv", Self.exchangeInstruments),
            ("faults.txt", Self.script(settings.scenario)),
        ] {
            try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
        }
        guard let port = TCPPort.unused() else { throw CancellationError() }
        lines = try await [FaultyLine(target: port), FaultyLine(target: port)]
        try await database.run(
            Self.book + Self.referee,
            variables: [
                "orders_port": "\(lines[0].port)", "copies_port": "\(lines[1].port)",
                "clients": "\(Self.clients)", "secret": Self.secret,
                "mass_status": settings.seed.isMultiple(of: 2) ? "true" : "false",
            ])
        exchange = Victim(
            "exchange", program: program,
            arguments: [
                "simulate", "--journal", folder + "/exchange.journal", "--instruments",
                folder + "/instruments.csv", "--faults", folder + "/faults.txt", "--seed",
                "\(settings.seed)", "--trade-date", "20260115", "--fill-delay", "20",
            ],
            environment: ["IRRA_HOME": folder, "IRRA_SIMULATOR_PORT": "\(port)"], folder: folder)
        let environment = [
            "IRRA_HOME": folder, "IRRA_BACKUP_DSN": database.conninfo(user: "irra_gateway"),
        ]
        gateways = [1, 2].map { [folder] number in
            Victim(
                "gateway-\(number)", program: program, arguments: ["gateway"],
                environment: environment, folder: folder)
        }
        try startAll()
    }

    /// A database that survives what a power cut leaves.
    private static func makeDatabase(_ desk: TestDesk) async throws -> TestDatabase {
        for name in ["fsync", "synchronous_commit", "full_page_writes"] {
            try await desk.cluster.run(
                sql: "alter system set \(name) = on;", database: "postgres")
        }
        try await desk.cluster.stop(.fast)
        try await desk.cluster.start()
        return try await desk.database(.desk)
    }

    /// Whatever was hit runs again.
    func startAll() throws {
        for victim in [exchange] + gateways {
            victim.thaw()
            try victim.start()
        }
        for line in lines { line.mend() }
    }

    /// Runs the body on a battlefield of its own; its processes end however the body ends.
    static func with(
        program: String, settings: RunSettings, _ body: (Battlefield) async throws -> Void
    ) async throws {
        let field = try await Battlefield(program: program, settings: settings)
        do {
            try await body(field)
        } catch {
            try? await field.close()
            throw error
        }
        try await field.close()
    }

    private func close() async throws {
        for gateway in gateways { await gateway.terminate() }
        await exchange.terminate()
        for line in lines { try await line.close() }
        try await desk.stop()
        watchdog.dismiss()
    }

    /// The server and all its children: whoever works in its directory.
    func serverProcesses() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let home = desk.cluster.dataDirectory
        return names.compactMap { Int32($0) }.filter { process in
            let folder = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(process)/cwd")
            return folder == home
        }
    }

    /// Removes what the processes wrote; kept when a run failed, for a person to read.
    func forget() { try? FileManager.default.removeItem(atPath: folder) }

    /// What a query answers, as superuser: rows by line, columns parted by `|`.
    func value(_ sql: String) async throws -> String {
        var text = try await database.run(sql)[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
