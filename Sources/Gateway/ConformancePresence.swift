internal import DeskDatabase
internal import Postgres

/// A connection that stands as long as the process lives: the lock it holds tells the next process
/// that this one is not dead.
actor ConformancePresence {
    private let database: PostgresConfiguration
    private var connection: PostgresConnection?

    init(_ database: PostgresConfiguration) {
        self.database = database
    }

    func acquire(
        _ session: String, worker: String, leaseSeconds: Int
    ) async throws -> FixFunctions.Lease? {
        if let connection, await !connection.isAlive { self.connection = nil }
        let connection: PostgresConnection
        if let standing = self.connection {
            connection = standing
        } else {
            connection = try await PostgresConnection.connect(database)
            self.connection = connection
        }
        return try await FixFunctions(database: connection).conformanceAcquire(
            session: session, worker: worker, leaseSeconds: leaseSeconds)
    }
}
