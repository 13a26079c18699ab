import CLibPQ

extension PostgresConnection {
    /// Makes the session as it was when it was opened; ends it if that fails.
    func clearSession() async {
        guard failure == nil else { return }
        var statements = [
            "reset session authorization", "reset role", "reset all",
            "select pg_advisory_unlock_all()", "unlisten *",
        ].map { Statement($0) }
        if PQtransactionStatus(session.pointer) != PQTRANS_IDLE {
            statements.insert("rollback", at: 0)
        }
        do {
            _ = try await pipeline(statements)
        } catch {
            fail(error as? PostgresError ?? .closed)
        }
    }
}
