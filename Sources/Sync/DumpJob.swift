import DeskDatabase
import FoundationEssentials
import Glibc
import Logging
import Postgres

/// Makes one dump: the primary's published rows at one snapshot, gathered in a scratch database,
/// dumped in parallel with a checksum for each file, restored into another scratch database, and
/// both sides' digests handed to the desk's database, which decides.
///
/// Only the published columns leave the primary: what gathers them has the subscription's rights.
/// Everything it makes carries the attempt's name, so that whatever a killed one leaves is known.
struct DumpJob: Sendable {
    /// The dump went to another worker, because this one was not heard of.
    struct Lost: Error {}

    static let manifest = "MANIFEST.sha256"
    static let unfinished = ".unfinished"
    private static let parallel = 2
    private static let leaseInterval: Duration = .seconds(5)

    let order: DumpOrder
    let functions: DumpFunctions
    let desk: PostgresConfiguration
    let primary: PostgresConfiguration
    /// Where dumps are kept.
    let directory: String
    let logger: Logger

    private var unfinishedDirectory: String {
        "\(directory)/\(order.directoryName)\(Self.unfinished)"
    }
    private var finishedDirectory: String { "\(directory)/\(order.directoryName)" }

    /// Works until it is verified or has failed, which the database then knows.
    func run() async {
        let progress = DumpProgressKeeper(order: order, functions: functions)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await make(progress) }
                group.addTask {
                    while true {
                        try await Task.sleep(for: Self.leaseInterval)
                        try await progress.repeatLast()
                    }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch is Lost {
            logger.warning("dump \(order.name): another worker has it")
        } catch {
            // Whoever shuts down leaves it to the next worker.
            guard !Task.isCancelled else { return }
            let reason = (error as? PostgresError)?.detailForLog ?? "\(error)"
            logger.error("dump \(order.name): failed", metadata: ["reason": "\(reason)"])
            try? await functions.fail(order, problem: reason)
        }
    }

    private func make(_ progress: DumpProgressKeeper) async throws {
        let services = try ServiceFile(
            directory: directory, name: order.directoryName,
            sections: [
                try desk.serviceSection(named: "desk"),
                try primary.serviceSection(named: "primary"),
            ])
        defer { services.remove() }
        try await gather(services, progress)
        try await dump(services, progress)
        let restored = try await restore(services, progress)
        guard rename(unfinishedDirectory, finishedDirectory) == 0 else {
            throw Program.Failed(
                program: "rename", status: String(cString: strerror(errno)),
                detail: finishedDirectory)
        }
        try await flush([directory])
        let manifestHash = try await sha256(of: [Self.manifest], in: finishedDirectory)
        let state = try await functions.finish(
            order, directory: finishedDirectory, byteCount: try size(of: finishedDirectory),
            manifestHash: String(manifestHash.prefix { $0 != " " }), restored: restored)
        guard let state else { throw Lost() }
        logger.info("dump \(order.name): \(state)", metadata: ["in": "\(finishedDirectory)"])
    }

    /// The primary's rows, as they were at one moment, come into a scratch database; meanwhile the
    /// primary says what it held then.
    private func gather(_ services: ServiceFile, _ progress: DumpProgressKeeper) async throws {
        let tables = order.tables
        try await progress.note(DumpProgress(.copying, 0, of: tables.count))
        var patient = primary
        patient.idleInTransactionTimeout = .zero
        let connection = try await PostgresConnection.connect(patient)
        do {
            let source = PrimaryFunctions(database: connection)
            let filters = try await source.rowFilters()
            let snapshot = try await source.beginSnapshot()
            try await services.createDatabase(order.sourceDatabase)
            try await services.psql(
                ["create schema book"] + tables.map(\.createTable), in: order.sourceDatabase)
            async let digests = Self.digests(of: tables, on: connection, filters)
            try await withThrowingTaskGroup(of: Void.self) { group in
                var next = tables.makeIterator()
                for _ in 0..<Self.parallel {
                    if let table = next.next() { group.addTask { try await copy(table) } }
                }
                var done = 0
                while try await group.next() != nil {
                    done += 1
                    try await progress.note(DumpProgress(.copying, done, of: tables.count))
                    if let table = next.next() { group.addTask { try await copy(table) } }
                }
            }
            func copy(_ table: DumpOrder.Table) async throws {
                try await services.copy(
                    table, filters, at: snapshot, into: order.sourceDatabase)
            }
            try await services.psql(tables.map(\.addKey), in: order.sourceDatabase)
            let held = try await digests
            guard try await functions.noteSnapshot(order, snapshot, tables: held) else {
                throw Lost()
            }
            await connection.close()
        } catch {
            await connection.close()
            throw error
        }
    }

    private static func digests(
        of tables: [DumpOrder.Table], on connection: PostgresConnection,
        _ filters: RowFilters? = nil
    ) async throws -> [TableDigest] {
        var digests: [TableDigest] = []
        for table in tables {
            digests.append(try await DumpFunctions(database: connection).digest(table, filters))
        }
        return digests
    }

    private func dump(_ services: ServiceFile, _ progress: DumpProgressKeeper) async throws {
        try await progress.note(DumpProgress(.dumping, 0, of: 1))
        try await services.run(
            "pg_dump",
            [
                "--format=directory", "--jobs=\(Self.parallel)", "--no-owner", "--no-privileges",
                "--file=\(unfinishedDirectory)", services.conninfo(order.sourceDatabase),
            ])
        let files = try FileManager.default.contentsOfDirectory(atPath: unfinishedDirectory)
        let sums = try await sha256(of: files.sorted(), in: unfinishedDirectory)
        let path = "\(unfinishedDirectory)/\(Self.manifest)"
        guard FileManager.default.createFile(atPath: path, contents: Data(sums.utf8)) else {
            throw Program.Failed(program: "manifest", status: "cannot be written", detail: path)
        }
        // pg_dump has waited for the disk with each of its files.
        try await flush([path, unfinishedDirectory])
        try await services.dropDatabase(order.sourceDatabase)
    }

    /// What the files are worth: checked, restored, read. The copy is gone afterwards.
    private func restore(
        _ services: ServiceFile, _ progress: DumpProgressKeeper
    ) async throws -> [TableDigest] {
        try await progress.note(DumpProgress(.restoring, 0, of: 1))
        try await Program(
            path: "/usr/bin/sha256sum", arguments: ["--check", "--quiet", Self.manifest],
            directory: unfinishedDirectory
        ).run()
        try await services.createDatabase(order.restoredDatabase)
        try await services.run(
            "pg_restore",
            [
                "--jobs=\(Self.parallel)", "--no-owner", "--exit-on-error",
                "--dbname=\(services.conninfo(order.restoredDatabase))", unfinishedDirectory,
            ])
        try await progress.note(DumpProgress(.comparing, 0, of: 1))
        var patient = desk
        patient.conninfo = try desk.conninfo(ofDatabase: order.restoredDatabase)
        let connection = try await PostgresConnection.connect(patient)
        do {
            let restored = try await Self.digests(of: order.tables, on: connection)
            await connection.close()
            try await services.dropDatabase(order.restoredDatabase)
            return restored
        } catch {
            await connection.close()
            throw error
        }
    }

    /// On the disk before the desk's database says so.
    private func flush(_ paths: [String]) async throws {
        try await Program(path: "/usr/bin/sync", arguments: ["--"] + paths).run()
    }

    /// As `sha256sum` writes it.
    private func sha256(of files: [String], in directory: String) async throws -> String {
        try await Program(
            path: "/usr/bin/sha256sum", arguments: ["--"] + files, directory: directory
        ).run()
    }

    private func size(of directory: String) throws -> Int64 {
        try FileManager.default.contentsOfDirectory(atPath: directory).reduce(0) { sum, name in
            var information = stat()
            guard lstat("\(directory)/\(name)", &information) == 0 else {
                throw Program.Failed(
                    program: "stat", status: String(cString: strerror(errno)), detail: name)
            }
            return sum + Int64(information.st_size)
        }
    }
}
