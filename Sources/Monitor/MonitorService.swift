import DeskDatabase
public import Logging
public import Postgres
public import ServiceLifecycle

/// `irra monitor`: reads the desk's health all the time, logs each check that changes, and says
/// that it lives.
///
/// What is healthy is decided in SQL (`ops.health`). A desk whose monitor is dead shows it: its
/// heartbeat grows old.
public struct MonitorService: Service {
    public struct Settings: Sendable {
        public var heartbeatInterval: Duration = .seconds(1)
        public var evaluationInterval: Duration = .seconds(1)
        /// The wait is at least the evaluation's own time multiplied by this: on a large desk
        /// watching must not become the load that is watched.
        public var restFactor = 9

        public init() {}
    }

    private static let connections = 2

    private let database: PostgresConfiguration
    private let worker: (name: String, version: String, processID: Int32)
    private let settings: Settings
    private let logger: Logger

    /// - Parameters:
    ///   - database: the desk's database, as role `irra_monitor`.
    ///   - workerName: one for each process, shown in `ops.health`.
    public init(
        database: PostgresConfiguration, workerName: String, version: String, processID: Int32,
        settings: Settings = Settings(), logger: Logger
    ) {
        self.database = database
        worker = (workerName, version, processID)
        self.settings = settings
        self.logger = logger
    }

    public func run() async throws {
        try await cancelWhenGracefulShutdown {
            let pool = PostgresPool(configuration: database, size: Self.connections, logger: logger)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                group.addTask { await beat(SyncFunctions(database: pool)) }
                group.addTask { await watch(OpsViews(database: pool)) }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func beat(_ functions: SyncFunctions) async {
        while !Task.isCancelled {
            // The watch tells when the database is away.
            try? await functions.heartbeat(
                workerName: worker.name, kind: "monitor", processID: worker.processID,
                version: worker.version)
            try? await Task.sleep(for: settings.heartbeatInterval)
        }
    }

    private func watch(_ views: OpsViews) async {
        var link = LinkState()
        var health = HealthLog()
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do {
                for change in health.changes(try await views.health()) { tell(change) }
                tell(link.succeeded())
            } catch {
                tell(link.failed(error))
            }
            let rest = start.duration(to: .now) * settings.restFactor
            try? await Task.sleep(for: max(settings.evaluationInterval, rest))
        }
    }

    private func tell(_ check: HealthCheck) {
        let metadata: Logger.Metadata = ["detail": "\(check.detail)"]
        if check.isOK {
            logger.info("\(check.name): ok", metadata: metadata)
        } else {
            logger.warning("\(check.name): not ok", metadata: metadata)
        }
    }

    private func tell(_ change: LinkState.Change?) {
        switch change {
        case nil: break
        case .reached: logger.info("the desk's database: reached")
        case .lost(let reason):
            logger.warning(
                "the desk's database: not reached", metadata: ["reason": "\(reason)"])
        }
    }
}
