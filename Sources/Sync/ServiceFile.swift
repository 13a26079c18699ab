import DeskDatabase
import FoundationEssentials
import Glibc

/// The connections of a dump for libpq's own programs, in a file that only its owner may read.
struct ServiceFile: Sendable {
    private static let bash = "/bin/bash"

    let path: String

    /// `sections` are those of a service file; `desk` and `primary` among them.
    init(directory: String, name: String, sections: [String]) throws {
        path = "\(directory)/\(name).services"
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
        defer { close(descriptor) }
        let bytes = Array(sections.joined(separator: "\n").utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw Self.failure(path)
        }
    }

    func remove() { unlink(path) }

    /// The desk's server, another database.
    func conninfo(_ database: String) -> String { "service=desk dbname=\(database)" }

    func createDatabase(_ name: String) async throws {
        // Whatever an earlier life of this attempt left.
        try await dropDatabase(name)
        try await run(
            "createdb", ["--maintenance-db=service=desk", "--template=template0", name])
    }

    /// Ends whoever is connected, which is this worker's own programs at most.
    func dropDatabase(_ name: String) async throws {
        try await run(
            "dropdb", ["--maintenance-db=service=desk", "--if-exists", "--force", name])
    }

    func psql(_ statements: [String], in database: String) async throws {
        try await run(
            "psql",
            ["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", conninfo(database)]
                + statements.flatMap { ["-c", $0] })
    }

    /// One table from the primary's snapshot, streamed.
    func copy(
        _ table: DumpOrder.Table, _ filters: RowFilters, at snapshot: PrimarySnapshot,
        into database: String
    ) async throws {
        let psql = "\(Program.postgres)/psql"
        let script = """
            set -o pipefail
            "$PSQL" -XqAt -v ON_ERROR_STOP=1 -d service=primary \
                -c "$BEGIN" -c "$ENTER" -c "$OUT" |
            "$PSQL" -XqAt -v ON_ERROR_STOP=1 -d "$TARGET" -c "$IN"
            """
        try await Program(
            path: Self.bash, arguments: ["-c", script],
            environment: [
                "PGSERVICEFILE": path, "PSQL": psql, "BEGIN": snapshot.entering[0],
                "ENTER": snapshot.entering[1],
                "OUT": filters.applied(to: table.copyOut, of: table.name), "IN": table.copyIn,
                "TARGET": conninfo(database),
            ]
        ).run()
    }

    func run(_ program: String, _ arguments: [String]) async throws {
        try await Program(
            path: "\(Program.postgres)/\(program)", arguments: arguments,
            environment: ["PGSERVICEFILE": path]
        ).run()
    }

    private static func failure(_ path: String) -> Program.Failed {
        Program.Failed(program: "write", status: String(cString: strerror(errno)), detail: path)
    }
}
