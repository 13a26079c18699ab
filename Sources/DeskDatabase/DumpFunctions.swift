import FoundationEssentials
public import Postgres

/// Calls of `sync.*` on the desk's database by a worker that makes dumps.
public struct DumpFunctions: Sendable {
    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// The dump that this worker is to make; nil when there is none.
    public func claim(workerName: String) async throws -> DumpOrder? {
        let answer = try await database.query(
            "select sync.claim_dump($1)::text", [.text(workerName)]
        ).only().optionalUTF8(0)
        guard let answer else { return nil }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(DumpOrder.self, from: Data(answer))
    }

    /// Says how far it is and renews the lease; false when the dump is another worker's by now.
    public func note(_ order: DumpOrder, _ progress: DumpProgress) async throws -> Bool {
        try await database.query(
            "select sync.note_dump($1, $2, $3, $4, $5)",
            [
                .integer(order.dumpId), .integer(Int64(order.attempt)),
                .text(progress.phase.rawValue), .integer(Int64(progress.stepsDone)),
                .integer(Int64(progress.steps)),
            ]
        ).only().boolean(0)
    }

    /// Keeps what the primary held; false as in ``note``.
    public func noteSnapshot(
        _ order: DumpOrder, _ snapshot: PrimarySnapshot, tables: [TableDigest]
    ) async throws -> Bool {
        try await database.query(
            "select sync.note_dump_snapshot($1, $2, $3::timestamptz, $4::pg_lsn, $5::jsonb)",
            [
                .integer(order.dumpId), .integer(Int64(order.attempt)), .text(snapshot.at),
                .text(snapshot.logPosition), .text(TableDigest.json(tables)),
            ]
        ).only().boolean(0)
    }

    /// Has the restored copy compared: `verified` or `failed`; nil when the dump is another's.
    public func finish(
        _ order: DumpOrder, directory: String, byteCount: Int64, manifestHash: String,
        restored: [TableDigest]
    ) async throws -> String? {
        try await database.query(
            "select sync.finish_dump($1, $2, $3, $4, $5, $6::jsonb)",
            [
                .integer(order.dumpId), .integer(Int64(order.attempt)), .text(directory),
                .integer(byteCount), .text(manifestHash), .text(TableDigest.json(restored)),
            ]
        ).only().optionalString(0)
    }

    public func fail(_ order: DumpOrder, problem: String) async throws {
        _ = try await database.query(
            "select sync.fail_dump($1, $2, $3)",
            [.integer(order.dumpId), .integer(Int64(order.attempt)), .text(problem)])
    }

    /// Whether the day's opening positions were frozen on the latest dump just now.
    public func freezeLatest() async throws -> Bool {
        try await database.query("select sync.freeze_latest()").only().boolean(0)
    }

    /// What of these entries of the directory of dumps, and of the server's databases, is to go.
    public func leavings(names: [String]) async throws -> DumpLeavings {
        let answer = try await database.query(
            "select sync.dump_leavings($1)::text", [.textArray(names)]
        ).only().utf8(0)
        return try JSONDecoder().decode(DumpLeavings.self, from: Data(answer))
    }

    public func noteDeleted(names: [String]) async throws {
        _ = try await database.query(
            "select sync.note_dumps_deleted($1)", [.textArray(names)])
    }

    /// What a table holds, by its digest statement; at the primary, of what it publishes.
    public func digest(
        _ table: DumpOrder.Table, _ filters: RowFilters? = nil
    ) async throws -> TableDigest {
        let statement = filters?.applied(to: table.digest, of: table.name) ?? table.digest
        let row = try await database.query(statement).only()
        return TableDigest(
            name: table.name, rowCount: try row.string("row_count"),
            contentHash: try row.string("content_hash"))
    }
}
