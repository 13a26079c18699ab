public import Postgres

/// The calls of one import of an exchange's file into the desk, in this order: `begin`, `add` as
/// often as there are lines, `take`. Nothing counts before the last, which is one transaction.
public struct ExchangeFileFunctions: Sendable {
    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// Answers the file's number.
    public func begin(kind: String, name: String, columns: [String]) async throws -> Int64 {
        try await database.query(
            "select sync.begin_exchange_file(kind => $1, file_name => $2, columns => $3)",
            [.text(kind), .text(name), .textArray(columns)]
        ).only().integer(0)
    }

    /// `firstLine` is the line of the first; the header was line 1.
    public func add(_ lines: [String], from firstLine: Int, to file: Int64) async throws {
        _ = try await database.query(
            "select sync.add_file_lines(file_id => $1, first_line => $2, lines => $3)",
            [.integer(file), .integer(Int64(firstLine)), .textArray(lines)])
    }

    /// Checks every line and takes all of them or none; JSON text of the outcome.
    public func take(_ file: Int64) async throws -> [UInt8] {
        try await database.query(
            "select sync.take_exchange_file(file_id => $1)::text", [.integer(file)]
        ).only().utf8(0)
    }

    /// The first breaks of the latest position file, as lines of text.
    public func openingBreaks(limit: Int) async throws -> [String] {
        try await database.query(
            """
            select concat_ws('  ', rpad(b.broker_id, 10), rpad(b.contract, 30), \
            rpad(b.reason, 16), 'file ' || coalesce(b.file_quantity::text, '-'), \
            'desk ' || coalesce(b.desk_quantity::text, '-')) from ops.opening_breaks b limit $1
            """, [.integer(Int64(limit))]
        ).map { try $0.string(0) }
    }
}
