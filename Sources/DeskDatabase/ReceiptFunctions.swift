public import Postgres

/// Calls of `notify.*` by the front: what providers tell about messages later.
public struct ReceiptFunctions: Sendable {
    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// Where the secret is that the provider signs with; nil when it sends none, or is none.
    public func secretReference(of provider: String) async throws -> String? {
        try await database.query(
            "select notify.receipt_secret(provider => $1)", [.text(provider)]
        ).only().optionalString(0)
    }

    /// Notes a receipt whose signature was proved: `taken`, `repeated` or `unknown`.
    ///
    /// - Parameter toldAt: the seconds since 1970 that were signed; the database refuses what is
    ///   too far from now.
    public func receive(
        provider: String, signature: [UInt8], toldAt: Int64, reference: String, outcome: String
    ) async throws -> String {
        try await database.query(
            """
            select notify.receive_receipt(provider => $1, signature => $2, \
            told_at => to_timestamp($3::bigint), provider_ref => $4, outcome => $5)
            """,
            [
                .text(provider), .bytes(signature), .integer(toldAt), .text(reference),
                .text(outcome),
            ]
        ).only().string(0)
    }
}
