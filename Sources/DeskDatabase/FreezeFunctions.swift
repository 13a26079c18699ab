public import Postgres

/// The call of one import of the exchange's freeze quantities on the primary. The connection may
/// hold the claim on imports afterwards: close it.
public struct FreezeFunctions: Sendable {
    private let connection: PostgresConnection

    public init(connection: PostgresConnection) {
        self.connection = connection
    }

    /// Checks every line after the header and takes all of them or none; JSON text of the outcome.
    public func load(columns: [String], lines: [String]) async throws -> [UInt8] {
        try await connection.query(
            "select staging.load_freeze_quantities(columns => $1, lines => $2)::text",
            [.textArray(columns), .textArray(lines)]
        ).only().utf8(0)
    }
}
