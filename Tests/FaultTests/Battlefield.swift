import Foundation
import Postgres
import PrivateDesk

/// A desk that is shot at: its cluster and the primary's, with replication between them, two
/// gateways, the sync worker, a simulated exchange and the lines to it.
final class Battlefield: Sendable {
    static let clients = 40
    /// The primary goes on trading for every so-manieth client; for the others every trade is
    /// the desk's own, so that their positions can never turn round.
    static let primaryClients = 4
    static let secret = "secret of a test"

    let desk: TestDesk
    let database: TestDatabase
    let primaryDesk: TestDesk
    let primary: TestDatabase
    let folder: String
    let exchange: Victim
    let gateways: [Victim]
    let sync: Victim
    /// Runs only where alerts are what is looked at.
    let monitors: [Victim]
    /// Works only where alerts are what was asked for.
    let office: Office?
    let lines: [FaultyLine]
    private let watchdog: Watchdog

    var journal: String { folder + "/exchange.journal" }
    /// Where the exchange takes commands.
    var control: String { folder + "/exchange.control" }

    /// - Parameter program: the `irra` of this build.
    init(program: String, settings: RunSettings) async throws {
        let folder = "/tmp/irra-faults-\(getpid())-\(settings.scenario)-\(settings.seed)"
        self.folder = folder
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        watchdog = try Watchdog(folder: folder)
        (desk, database) = try await Self.side(.desk)
        (primaryDesk, primary) = try await Self.side(.primary)
        try await Self.replicate(primary, to: database)
        guard let port = TCPPort.unused() else { throw CancellationError() }
        lines = try await [FaultyLine(target: port), FaultyLine(target: port)]
        try await database.run(
            Self.deskAtWork + Self.referee,
            variables: [
                "orders_port": "\(lines[0].port)", "copies_port": "\(lines[1].port)",
                "secret": Self.secret,
                "mass_status": settings.seed.isMultiple(of: 2) ? "true" : "false",
            ])
        exchange = try Self.exchange(program, settings, port: port, folder: folder)
        gateways = [1, 2].map { [database] number in
            Victim(
                "gateway-\(number)", program: program, arguments: ["gateway"],
                environment: [
                    "IRRA_HOME": folder,
                    "IRRA_BACKUP_DSN": database.conninfo(user: "irra_gateway"),
                ], folder: folder)
        }
        sync = Victim(
            "sync", program: program, arguments: ["sync"],
            environment: [
                "IRRA_HOME": folder, "IRRA_BACKUP_DSN": database.conninfo(user: "irra_sync"),
                "IRRA_PRIMARY_DSN": primary.conninfo(user: "irra_replicator"),
            ], folder: folder)
        monitors = (settings.scenario == .alerts ? [1, 2] : []).map { [database] number in
            Victim(
                "monitor-\(number)", program: program, arguments: ["monitor"],
                environment: [
                    "IRRA_HOME": folder,
                    "IRRA_BACKUP_DSN": database.conninfo(user: "irra_monitor"),
                ], folder: folder)
        }
        office =
            RunSettings.asked == .alerts
            ? try await Office.open(program, database: database, folder: folder) : nil
        try startAll()
    }

    /// A cluster of its own whose database survives what a power cut leaves.
    private static func side(
        _ content: TestDatabase.Content
    ) async throws -> (TestDesk, TestDatabase) {
        let desk = try await TestDesk.start(with: content)
        for name in ["fsync", "synchronous_commit", "full_page_writes"] {
            try await desk.cluster.run(
                sql: "alter system set \(name) = on;", database: "postgres")
        }
        try await desk.cluster.stop(.fast)
        try await desk.cluster.start()
        return (desk, try await desk.database(content))
    }

    /// The book at the primary, and PostgreSQL's own replication of it to the desk.
    private static func replicate(_ primary: TestDatabase, to desk: TestDatabase) async throws {
        let project = try ProjectFiles.find()
        try await primary.cluster.run(
            file: project.path("replication/publication.sql"), database: primary.name)
        try await primary.run(book, variables: ["clients": "\(clients)"])
        try await desk.cluster.run(
            file: project.path("replication/subscription.sql"), database: desk.name,
            variables: ["primary": primary.conninfo(user: "irra_replicator")],
            oneTransaction: false)
        let copied = "select count(*) from pg_subscription_rel where srsubstate <> 'r';"
        while try await desk.run(copied) != "0\n" {
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private static func exchange(
        _ program: String, _ settings: RunSettings, port: Int, folder: String
    ) throws -> Victim {
        for (name, text) in [
            ("instruments.csv", exchangeInstruments), ("faults.txt", script(settings.scenario)),
        ] {
            try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
        }
        return Victim(
            "exchange", program: program,
            arguments: [
                "simulate", "--journal", folder + "/exchange.journal", "--instruments",
                folder + "/instruments.csv", "--faults", folder + "/faults.txt", "--seed",
                "\(settings.seed)", "--trade-date", "20260115", "--fill-delay", "20",
            ],
            environment: ["IRRA_HOME": folder, "IRRA_SIMULATOR_PORT": "\(port)"], folder: folder)
    }

    /// Whatever was hit runs again.
    func startAll() throws {
        let served = office?.all ?? []
        for victim in [exchange, sync] + gateways + monitors.prefix(1) + served {
            victim.thaw()
            try victim.start()
        }
        for line in lines { line.mend() }
        office?.mailLine.mend()
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
        let served = office?.all ?? []
        for victim in monitors + gateways + [sync, exchange] + served { await victim.terminate() }
        for line in lines { try await line.close() }
        try await office?.mailLine.close()
        try await desk.stop()
        try await primaryDesk.stop()
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

    /// What the desk thinks, beside what the processes wrote, for a person to read.
    func keepDatabase() async throws {
        _ = try await Command(
            "/usr/bin/pg_dump", ["--no-owner", "--no-acl", "--file", folder + "/desk.sql"],
            environment: desk.cluster.environment(database: database.name)
        ).run()
    }

    /// Removes what the processes wrote; kept when a run failed, for a person to read.
    func forget() { try? FileManager.default.removeItem(atPath: folder) }

    /// What a query answers, as superuser: rows by line, columns parted by `|`.
    func value(_ sql: String) async throws -> String {
        try await Self.value(sql, of: database)
    }

    static func value(_ sql: String, of database: TestDatabase) async throws -> String {
        var text = try await database.run(sql)[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
