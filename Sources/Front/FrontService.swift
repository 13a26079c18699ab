import DeskDatabase
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import Postgres
public import ServiceLifecycle

/// The HTTP front as a service: serves until graceful shutdown, then lets the requests in hand
/// finish and closes the database connections.
public struct FrontService: Service {
    private let configuration: FrontConfiguration
    private let logger: Logger
    private let onListening: @Sendable (_ port: Int) async -> Void

    /// `onListening` is told the port once connections are accepted.
    public init(
        configuration: FrontConfiguration, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.onListening = onListening
    }

    /// Throws when the keys are unreadable, files of the page are missing or the address is taken.
    /// A database that is away is no reason: `/readyz` says so until it is back.
    public func run() async throws {
        let pool = PostgresPool(
            configuration: configuration.database, size: configuration.databaseConnections,
            waitLimit: configuration.limits.databaseWait,
            stallLimit: configuration.limits.databaseStall, logger: logger)
        let application = try await FrontApplication.build(
            configuration, database: pool,
            listener: PostgresListener(
                configuration: configuration.database, channels: [QueueFunctions.wakeChannel],
                logger: logger),
            services: [DatabaseService(pool: pool)], logger: logger, onListening: onListening)
        try await application.run()
    }

    /// Services stop in reverse order: the pool outlives the server that uses it.
    private struct DatabaseService: Service {
        let pool: PostgresPool

        func run() async throws {
            try await cancelWhenGracefulShutdown { try await pool.run() }
        }
    }
}
