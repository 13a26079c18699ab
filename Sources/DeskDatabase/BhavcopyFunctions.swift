public import Postgres

/// The calls of one import of an exchange file on the primary, in this order over one connection:
/// `begin`, `copyLines`, `load`.
///
/// The book changes in `load` only, which is one transaction. The connection holds the claim on the
/// staging tables: closing it ends the import at any point.
public struct BhavcopyFunctions: Sendable {
    /// A line is one value: neither control character occurs in a text file, so nothing in it is a
    /// separator or a quote to the server.
    private static let copyLinesSQL = """
        copy staging.bhavcopy_lines (raw) from stdin \
        with (format csv, delimiter E'\\x01', quote E'\\x02')
        """

    private let connection: PostgresConnection

    public init(connection: PostgresConnection) {
        self.connection = connection
    }

    /// Claims the staging tables; throws when another import runs.
    public func begin() async throws {
        _ = try await connection.query("select staging.begin_import()")
    }

    /// Sends the lines after the header, byte for byte; returns how many the server counted.
    public func copyLines<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) async throws -> Int
    where Chunks.Element: Collection, Chunks.Element.Element == UInt8 {
        try await connection.copyIn(Self.copyLinesSQL, chunks: chunks)
    }

    /// Checks every line and takes all of them or none; JSON text of the outcome.
    public func load(layout: String, columns: [String]) async throws -> [UInt8] {
        try await connection.query(
            "select staging.load_bhavcopy(layout => $1, columns => $2)::text",
            [.text(layout), .textArray(columns)]
        ).only().utf8(0)
    }
}
