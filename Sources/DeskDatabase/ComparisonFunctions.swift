import FoundationEssentials
public import Postgres

/// Both halves of a comparison of the book: the desk's by its functions, the primary's by the
/// statements that the desk gives.
public struct ComparisonFunctions: Sendable {
    /// A table that can be compared.
    public struct Table: Sendable, Decodable {
        public let name: String
        let parts: String
    }

    /// Rows and the sum of their hashes, of one part of a table, and one of its keys.
    public struct Part: Sendable, Hashable {
        public let rowCount: Int64
        public let contentHash: String
        public let key: String

        public func agrees(with other: Part?) -> Bool {
            rowCount == other?.rowCount && contentHash == other?.contentHash
        }
    }

    /// What is asked: how fine the parts are, and in which coarser ones to look.
    public struct Look: Sendable {
        /// Of the key's hash; -1 makes each row a part by itself.
        public var mask: Int64
        /// Nil looks at the whole table.
        public var within: (mask: Int64, parts: [Int64])?

        public init(mask: Int64, within: (mask: Int64, parts: [Int64])? = nil) {
            self.mask = mask
            self.within = within
        }

        var arguments: [Parameter] {
            [
                .integer(mask), .integer(within?.mask ?? 0),
                within.map { .integerArray($0.parts) } ?? .null,
            ]
        }
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

    public func deskParts(of table: Table, _ look: Look) async throws -> [Int64: Part] {
        try Self.parts(
            try await database.query(
                "select part, row_count, content_hash, key from sync.book_parts($1, $2, $3, $4)",
                [.text(table.name)] + look.arguments))
    }

    public func primaryParts(
        of table: Table, _ filters: RowFilters, _ look: Look
    ) async throws -> [Int64: Part] {
        try Self.parts(
            try await database.query(
                filters.applied(to: table.parts, of: table.name), look.arguments))
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
                contentHash: try row.string("content_hash"), key: try row.string("key"))
        }
        return parts
    }
}
