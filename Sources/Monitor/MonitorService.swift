import DeskDatabase
public import Logging
public import Postgres
public import ServiceLifecycle

/// `irra monitor`: has the desk's own watch evaluated once a second, and says that it lives.
///
/// What is alarming is decided in SQL. A desk whose monitor is dead shows it: its heartbeat grows
/// old.
public struct MonitorService: Service {
    public struct Settings: Sendable {
        public var interval: Duration = .seconds(1)

        public init() {}
    }

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
            let pool = PostgresPool(configuration: database, size: 1, logger: logger)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                group.addTask { await watch(SyncFunctions(database: pool)) }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func watch(_ functions: SyncFunctions) async {
        var link = LinkState()
        while !Task.isCancelled {
            do {
                try await functions.heartbeat(
                    workerName: worker.name, kind: "monitor", processID: worker.processID,
                    version: worker.version)
                tell(link.succeeded())
            } catch {
                tell(link.failed(error))
            }
            try? await Task.sleep(for: settings.interval)
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
