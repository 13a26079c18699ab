/// What functions over the database are written against: one connection, or a pool of them.
public protocol StatementRunner: Sendable {
    /// Runs one statement as one transaction.
    func query(_ statement: Statement) async throws -> Rows

    /// Runs statements in one round trip and **one transaction** without `begin` and `commit`: the
    /// first error undoes all of them. Returns after the commit, so deferred constraints throw
    /// here. To the server this is no transaction block: `lock table` and `savepoint` are refused.
    func pipeline(_ statements: [Statement]) async throws -> [Rows]
}

extension StatementRunner {
    /// Runs one statement as one transaction.
    public func query(_ sql: String, _ parameters: [Parameter] = []) async throws -> Rows {
        try await query(Statement(sql, parameters))
    }
}
