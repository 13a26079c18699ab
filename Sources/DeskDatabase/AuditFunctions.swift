public import Postgres

/// Calls of `audit.*` by the monitor, and by whoever verifies the log.
public struct AuditFunctions: Sendable {
    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// What one round of sealing did.
    public struct Round: Sendable, Hashable {
        public let rowsSealed: Int64
        /// More is marked than fitted into one seal: the next round need not wait.
        public let isBehind: Bool
    }

    /// How far the log is sealed.
    public struct Extent: Sendable, Hashable {
        public let seals: Int64
        public let rowsSealed: Int64
        public let rowsRetired: Int64
        /// In hexadecimal; nil before the first seal.
        public let head: String?
        public let numbersNotSealed: Int64
    }

    /// Something that is not as it was sealed.
    public struct Finding: Sendable, Hashable {
        public let sealNumber: Int64?
        /// Nil when it is about the seal itself, or about no row.
        public let logID: Int64?
        public let finding: String
        public let detail: String
    }

    /// A line outside the database that is not as it was written, or that the seals contradict.
    public struct HeadFinding: Sendable, Hashable {
        /// From 1, in the lines that were given.
        public let lineNumber: Int64
        public let sealNumber: Int64?
        public let finding: String
        public let detail: String
    }

    /// Seals what can get no more companions; waits for nobody.
    public func seal() async throws -> Round {
        let row = try await database.query(
            "select rows_sealed::bigint as rows_sealed, is_behind from audit.seal()"
        ).only()
        return Round(
            rowsSealed: try row.integer("rows_sealed"), isBehind: try row.boolean("is_behind"))
    }

    /// The next line to be written outside; `lines` is the end of what is there, oldest first. Nil
    /// before the first seal.
    public func headLine(after lines: [String]) async throws -> String? {
        try await database.query(
            "select audit.head_line(lines_before => $1)", [.textArray(lines)]
        ).only().optionalString(0)
    }

    /// Tells that `line` is outside, to stay.
    public func noteHead(_ line: String) async throws {
        _ = try await database.query("select audit.note_head(line => $1)", [.text(line)])
    }

    public func extent() async throws -> Extent {
        let row = try await database.query(
            "select seals, rows_sealed, rows_retired, head, numbers_not_sealed from audit.extent()"
        ).only()
        return Extent(
            seals: try row.integer("seals"), rowsSealed: try row.integer("rows_sealed"),
            rowsRetired: try row.integer("rows_retired"), head: try row.optionalString("head"),
            numbersNotSealed: try row.integer("numbers_not_sealed"))
    }

    /// What is wrong in a range of seals; without its last seal, also in what is not sealed.
    public func verify(from firstSeal: Int64, through lastSeal: Int64?) async throws -> [Finding] {
        try await database.query(
            """
            select seal_number, log_id, finding, detail \
            from audit.verify(first_seal => $1, last_seal => $2)
            """, [.integer(firstSeal), Parameter(lastSeal)]
        ).map { row in
            Finding(
                sealNumber: try row.optionalInteger("seal_number"),
                logID: try row.optionalInteger("log_id"), finding: try row.string("finding"),
                detail: try row.string("detail"))
        }
    }

    /// What is wrong with lines from outside; `before` are the last ones of the piece before.
    public func verifyHeads(
        _ lines: [String], after before: [String]
    ) async throws -> [HeadFinding] {
        try await database.query(
            """
            select line_number, seal_number, finding, detail \
            from audit.verify_heads(lines => $1, lines_before => $2)
            """, [.textArray(lines), .textArray(before)]
        ).map { row in
            HeadFinding(
                lineNumber: try row.integer("line_number"),
                sealNumber: try row.optionalInteger("seal_number"),
                finding: try row.string("finding"), detail: try row.string("detail"))
        }
    }
}
