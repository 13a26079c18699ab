import FoundationEssentials
public import Postgres

/// Both halves of a comparison of the book: the desk's by its functions, the primary's by the
/// statements that the desk gives.
public struct ComparisonFunctions: Sendable {
    /// A table that can be compared.
    public struct Table: Sendable, Decodable {
        public let name: String
        let parts: String
        let partRows: String
    }

    /// Rows and the sum of their hashes, of one part of a table.
    public struct Part: Sendable, Hashable {
        public let rowCount: Int64
        public let contentHash: String
    }

    /// What one side says of a key.
    public struct Found: Sendable, Hashable {
        public let part: Int64
        public let hash: Int64
    }

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// The tables of the book. On the desk.
    public func tables() async throws -> [Table] {
        let answer = try await database.query("select sync.compare_tables()::text").only()
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode([Table].self, from: Data(try answer.utf8(0)))
    }

    public func deskParts(of table: Table) async throws -> [Int64: Part] {
        try Self.parts(
            try await database.query(
                "select part, row_count, content_hash from sync.book_parts($1)",
                [.text(table.name)]))
    }

    public func primaryParts(
        of table: Table, _ filters: RowFilters
    ) async throws -> [Int64: Part] {
        try Self.parts(
            try await database.query(
                filters.applied(to: table.parts, of: table.name), [.null]))
    }

    public func deskRows(of table: Table, parts: [Int64]) async throws -> [String: Found] {
        try Self.rows(
            try await database.query(
                "select part, key, hash from sync.book_part_rows($1, $2)",
                [.text(table.name), .integerArray(parts)]))
    }

    public func primaryRows(
        of table: Table, _ filters: RowFilters, parts: [Int64]
    ) async throws -> [String: Found] {
        try Self.rows(
            try await database.query(
                filters.applied(to: table.partRows, of: table.name), [.integerArray(parts)]))
    }

    /// Keeps what was found; on the desk. `keys` is JSON text.
    public func record(
        _ table: Table, rowsHere: Int64, rowsThere: Int64, different: Int, unsettled: Int,
        keys: String, looks: Int, startedAt: String
    ) async throws {
        _ = try await database.query(
            "select sync.record_comparison($1, $2, $3, $4, $5, $6::jsonb, $7, $8::timestamptz)",
            [
                .text(table.name), .integer(rowsHere), .integer(rowsThere),
                .integer(Int64(different)), .integer(Int64(unsettled)), .text(keys),
                .integer(Int64(looks)), .text(startedAt),
            ])
    }

    public func now() async throws -> String {
        try await database.query("select now()::text").only().string(0)
    }

    private static func parts(_ rows: Rows) throws -> [Int64: Part] {
        var parts: [Int64: Part] = [:]
        for row in rows {
            parts[try row.integer("part")] = Part(
                rowCount: try row.integer("row_count"),
                contentHash: try row.string("content_hash"))
        }
        return parts
    }

    private static func rows(_ rows: Rows) throws -> [String: Found] {
        var found: [String: Found] = [:]
        for row in rows {
            found[try row.string("key")] = Found(
                part: try row.integer("part"), hash: try row.integer("hash"))
        }
        return found
    }
}
