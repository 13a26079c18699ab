import Foundation
import Postgres
import PrivateDesk

/// A desk that is shot at: a cluster of its own that really syncs, two gateways, a simulated
/// exchange and the lines between them.
final class Battlefield: Sendable {
    static let clients = 40
    /// Ids of the book's instruments, and how many units a lot has.
    static let instruments: [(id: Int64, lot: Int64)] = [(7001, 75), (7002, 35), (7003, 1)]
    static let secret = "secret of a test"

    let desk: TestDesk
    let database: TestDatabase
    let folder: String
    let exchange: Victim
    let gateways: [Victim]
    let lines: [FaultyLine]

    var journal: String { folder + "/exchange.journal" }

    private init(
        desk: TestDesk, database: TestDatabase, folder: String, exchange: Victim,
        gateways: [Victim], lines: [FaultyLine]
    ) {
        self.desk = desk
        self.database = database
        self.folder = folder
        self.exchange = exchange
        self.gateways = gateways
        self.lines = lines
    }

    /// - Parameter program: the `irra` of this build.
    static func make(program: String, seed: UInt64) async throws -> Battlefield {
        let desk = try await TestDesk.start()
        for (name, value) in [
            ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"),
        ] {
            try await desk.cluster.run(
                sql: "alter system set \(name) = \(value);", database: "postgres")
        }
        try await desk.cluster.stop(.fast)
        try await desk.cluster.start()
        let database = try await desk.database(.desk)
        let folder = "/tmp/irra-faults-\(getpid())-\(seed)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data(exchangeInstruments.utf8).write(to: URL(filePath: folder + "/instruments.csv"))
        guard let port = TCPPort.unused() else { throw CancellationError() }
        let lines = try await [FaultyLine(target: port), FaultyLine(target: port)]
        try await database.run(
            book,
            variables: [
                "orders_port": "\(lines[0].port)", "copies_port": "\(lines[1].port)",
                "clients": "\(clients)", "secret": secret,
            ])
        let exchange = Victim(
            "exchange", program: program,
            arguments: [
                "simulate", "--journal", folder + "/exchange.journal", "--instruments",
                folder + "/instruments.csv", "--trade-date", "20260115", "--fill-delay", "20",
            ],
            environment: ["IRRA_HOME": folder, "IRRA_SIMULATOR_PORT": "\(port)"], folder: folder)
        let gateways = ["gateway-1", "gateway-2"].map { name in
            Victim(
                name, program: program, arguments: ["gateway"],
                environment: [
                    "IRRA_HOME": folder,
                    "IRRA_BACKUP_DSN": database.conninfo(user: "irra_gateway"),
                ], folder: folder)
        }
        let field = Battlefield(
            desk: desk, database: database, folder: folder, exchange: exchange,
            gateways: gateways, lines: lines)
        try field.startAll()
        return field
    }

    /// Whatever was hit runs again.
    func startAll() throws {
        for victim in [exchange] + gateways {
            victim.thaw()
            try victim.start()
        }
        for line in lines { line.hang(false) }
    }

    func close() async throws {
        for gateway in gateways { gateway.terminate() }
        exchange.terminate()
        for line in lines { try await line.close() }
        try await desk.stop()
    }

    /// Removes what the processes wrote; kept when a run failed, for a person to read.
    func forget() { try? FileManager.default.removeItem(atPath: folder) }

    /// One value of a query, as superuser.
    func value(_ sql: String) async throws -> String {
        var text = try await database.run(sql)[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
