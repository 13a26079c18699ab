public import DeskDatabase
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import Postgres
public import ServiceLifecycle

/// The HTTP front as a service: serves until graceful shutdown, then lets the requests in hand
/// finish and closes the database connections.
public struct FrontService: Service {
    private static let heartbeatInterval: Duration = .seconds(1)

    private let configuration: FrontConfiguration
    private let pulse: WorkerPulse?
    private let logger: Logger
    private let onListening: @Sendable (_ port: Int) async -> Void

    /// - Parameters:
    ///   - pulse: who `ops.health` shows; nil for a front that nobody would miss.
    ///   - onListening: is told the port once connections are accepted.
    public init(
        configuration: FrontConfiguration, pulse: WorkerPulse? = nil, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.pulse = pulse
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
            services: [DatabaseService(pool: pool, pulse: pulse)], logger: logger,
            onListening: onListening)
        let tidying = Task {
            try await Task.sleep(for: StartUpCode.delay)
            StartUpCode.giveBack()
        }
        defer { tidying.cancel() }
        try await application.run()
    }

    /// Services stop in reverse order: the pool outlives the server that uses it.
    private struct DatabaseService: Service {
        let pool: PostgresPool
        let pulse: WorkerPulse?

        func run() async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                group.addTask { await beatUntilShutdown() }
                try await group.next()
                group.cancelAll()
            }
        }

        private func beatUntilShutdown() async {
            try? await cancelWhenGracefulShutdown {
                guard let pulse else { return try await gracefulShutdown() }
                await pulse.run(on: pool, every: FrontService.heartbeatInterval)
            }
            // Others may go on serving: this one is not missed.
            await pulse?.end(on: pool)
        }
    }
}
