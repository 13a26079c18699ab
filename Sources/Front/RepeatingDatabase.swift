import Logging
import Postgres

/// The database, with another try for what the server undid because of other transactions' locks
/// (a deadlock, a serialization failure).
///
/// Each call is one transaction, so nothing of an undone one happened and the person need not hear
/// of it. Any other error is thrown as it is: above all a lost connection, after which nobody knows
/// whether the call took effect.
struct RepeatingDatabase: StatementRunner {
    /// Tries of one call, the first included; then the error is thrown.
    static let maximumTries = 3
    /// Before another try: those who met in a deadlock shall not start again at the same moment.
    private static let pause: ClosedRange<Int> = 5...25

    let database: any StatementRunner
    let logger: Logger

    func query(_ statement: Statement) async throws -> Rows {
        try await repeating { try await database.query(statement) }
    }

    func pipeline(_ statements: [Statement]) async throws -> [Rows] {
        try await repeating { try await database.pipeline(statements) }
    }

    private func repeating<Value: Sendable>(
        _ call: () async throws -> Value
    ) async throws -> Value {
        for tried in 1..<Self.maximumTries {
            do {
                return try await call()
            } catch let error as PostgresError where Self.isUndone(error) {
                logger.notice(
                    "a transaction was undone and is tried again",
                    metadata: ["reason": "\(error.code)", "tries": "\(tried)"])
                try await Task.sleep(for: .milliseconds(Int.random(in: Self.pause)))
            }
        }
        return try await call()
    }

    private static func isUndone(_ error: PostgresError) -> Bool {
        [.deadlockDetected, .serializationFailure].contains(error.sqlState)
    }
}
