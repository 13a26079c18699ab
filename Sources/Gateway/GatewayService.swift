internal import DeskDatabase
public import Logging
public import Postgres
public import ServiceLifecycle

/// `irra gateway`: owns the FIX sessions with the exchange. Any number may run; of each session
/// one leads, the others stand by. It moves bytes between sockets and `fix.*` functions, lets the
/// database do what the clock makes due, and decides nothing about orders.
public struct GatewayService: Service {
    /// Renewals of many sessions share these.
    private static let controlConnections = 2
    /// What `sync.heartbeat` and `ops.health` call this kind of worker.
    private static let kind = "gateway"

    private let database: PostgresConfiguration
    private let sessions: Set<String>?
    private let pulse: WorkerPulse
    private let settings: GatewaySettings
    private let logger: Logger

    /// - Parameters:
    ///   - database: the desk's database, as role `irra_gateway`.
    ///   - sessions: names in `fix.sessions`; empty for all that are enabled.
    ///   - workerName: one for each process: it holds the leases.
    public init(
        database: PostgresConfiguration, sessions: [String] = [], workerName: String,
        version: String, processID: Int32, settings: GatewaySettings = GatewaySettings(),
        logger: Logger
    ) {
        self.database = database
        self.sessions = sessions.isEmpty ? nil : Set(sessions)
        pulse = WorkerPulse(
            workerName: workerName, kind: Self.kind, version: version, processID: processID)
        self.settings = settings
        self.logger = logger
    }

    /// Runs until a graceful shutdown has logged every session out, or cancellation.
    public func run() async throws {
        let pool = PostgresPool(
            configuration: database, size: Self.controlConnections, logger: logger)
        let clockConnection = PostgresPool(configuration: database, size: 1, logger: logger)
        let clock = ClockWork(database: clockConnection, logger: logger)
        let director = SessionDirector(
            database: database, control: FixFunctions(database: pool), names: sessions,
            worker: pulse.workerName, settings: settings, logger: logger)
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                group.addTask { try await clockConnection.run() }
                group.addTask(executorPreference: PostgresConnection.taskExecutor) {
                    await listen(for: director, clock)
                }
                group.addTask { await clock.run() }
                group.addTask { await pulse.run(on: pool, every: settings.heartbeatInterval) }
                await director.run()
                // Others may go on: this one is not missed.
                await pulse.end(on: pool)
                group.cancelAll()
                try await group.waitForAll()
            }
        } onGracefulShutdown: {
            Task { await director.stop() }
        }
    }

    /// Hands wake-ups to the sessions they name. Drivers look by themselves once a second, too.
    private func listen(for director: SessionDirector, _ clock: ClockWork) async {
        let listener = PostgresListener(
            configuration: database, channels: [QueueFunctions.wakeChannel], logger: logger)
        let prefix = QueueFunctions.dispatchQueue(session: "")
        for await event in listener {
            switch event {
            case .reconnected:
                clock.wake()
                await director.wake(nil)
            case .notification(let notification):
                if notification.payload == QueueFunctions.exitsQueue { clock.wake() }
                guard notification.payload.hasPrefix(prefix) else { continue }
                await director.wake(String(notification.payload.dropFirst(prefix.count)))
            }
        }
    }
}

extension GatewayService: CustomStringConvertible {
    /// Whoever runs services logs them whole; a connection string may hold a password.
    public var description: String { "gateway" }
}
