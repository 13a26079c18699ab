import NIOConcurrencyHelpers
import Postgres

/// A database that answers every call with one error, and counts the calls.
final class UnreachableDatabase: StatementRunner {
    private let error: PostgresError
    private let calls = NIOLockedValueBox(0)

    init(_ error: PostgresError) {
        self.error = error
    }

    var callCount: Int { calls.withLockedValue { $0 } }

    func query(_ statement: Statement) async throws -> Rows {
        calls.withLockedValue { $0 += 1 }
        throw error
    }

    func pipeline(_ statements: [Statement]) async throws -> [Rows] {
        calls.withLockedValue { $0 += 1 }
        throw error
    }
}
