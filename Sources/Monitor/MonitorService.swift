import DeskDatabase
public import Logging
public import Postgres
public import ServiceLifecycle

/// `irra monitor`: holds the desk's figures against its rules, reads its health and logs each check
/// that changes, says that it lives, has the audit log sealed, and writes the last seal's hash
/// outside the database.
///
/// What is healthy and what is a fault is decided in SQL (`ops.health`, `monitor.judge`). A desk
/// whose monitor is dead shows it: its heartbeat grows old. Several may run: one judges at a time.
public struct MonitorService: Service {
    public struct Settings: Sendable {
        public var heartbeatInterval: Duration = .seconds(1)
        public var evaluationInterval: Duration = .seconds(1)
        /// How often rules are looked at; measures say themselves how often they are read.
        public var lookInterval: Duration = .seconds(1)
        /// The wait is at least the evaluation's own time multiplied by this: on a large desk
        /// watching must not become the load that is watched.
        public var restFactor = 9
        /// The longest wait between two looks at the rules, however long one takes.
        public var longestRest: Duration = .seconds(3)
        /// How often the audit log is sealed; at once again while a batch was full.
        public var sealInterval: Duration = .seconds(1)
        /// How often the last seal's hash is written outside.
        public var headInterval: Duration = .seconds(60)
        /// A batch of rows to be sealed may take this long before it is given up and begun again.
        public var sealTimeout: Duration = .seconds(60)

        public init() {}
    }

    private static let connections = 3

    private let database: PostgresConfiguration
    private let heads: HeadFile
    private let disks: DiskSpace
    private let pulse: WorkerPulse
    private let settings: Settings
    private let logger: Logger

    /// - Parameters:
    ///   - database: the desk's database, as role `irra_monitor`.
    ///   - heads: path of the file that the audit log's heads are added to; its directory is made,
    ///     the one above must be there.
    ///   - folders: what lies on the disks whose free space is watched.
    ///   - workerName: one for each process, shown in `ops.health`.
    public init(
        database: PostgresConfiguration, heads: String, folders: [String] = [],
        workerName: String, version: String, processID: Int32, settings: Settings = Settings(),
        logger: Logger
    ) {
        self.database = database
        self.heads = HeadFile(path: heads)
        disks = DiskSpace(folders: folders)
        pulse = WorkerPulse(
            workerName: workerName, kind: "monitor", version: version, processID: processID)
        self.settings = settings
        self.logger = logger
    }

    public func run() async throws {
        try await cancelWhenGracefulShutdown {
            let pool = PostgresPool(configuration: database, size: Self.connections, logger: logger)
            // A batch may take long: heartbeats do not wait behind it.
            var patient = database
            patient.statementTimeout = settings.sealTimeout
            let sealingPool = PostgresPool(configuration: patient, size: 1, logger: logger)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                group.addTask { try await sealingPool.run() }
                group.addTask { await pulse.run(on: pool, every: settings.heartbeatInterval) }
                group.addTask {
                    await watch(OpsViews(database: pool), SyncFunctions(database: pool))
                }
                group.addTask { await look(MonitorFunctions(database: pool)) }
                group.addTask { await seal(AuditFunctions(database: sealingPool)) }
                group.addTask { await writeHeads(AuditFunctions(database: pool)) }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func watch(_ views: OpsViews, _ functions: SyncFunctions) async {
        var link = LinkState()
        var health = HealthLog()
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do {
                let checks = try await views.health()
                for change in health.changes(checks) { tell(change) }
                try await keep(checks, views, functions)
                tell(link.succeeded())
            } catch {
                tell(link.failed(error))
            }
            let rest = start.duration(to: .now) * settings.restFactor
            try? await Task.sleep(for: max(settings.evaluationInterval, rest))
        }
    }

    /// What people are shown before they change the desk's mode and what takes too long to be
    /// reckoned then.
    private func keep(
        _ checks: [HealthCheck], _ views: OpsViews, _ functions: SyncFunctions
    ) async throws {
        let path = try await views.dataDirectory()
        let positions = checks.first { $0.name == "position breaks" }
        let disk = FileSystemState(path: path)
        try await functions.recordDesk(
            path: disk == nil ? nil : path, freeBytes: disk?.freeBytes,
            totalBytes: disk?.totalBytes, positionsAgree: positions?.isOK,
            positionsDetail: positions?.detail)
    }

    private func look(_ functions: MonitorFunctions) async {
        var gap = WatchGap()
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do {
                let verdict = try await functions.look(
                    telling: disks.figures() + [gap.figure(at: start)])
                gap.lookSucceeded(at: start)
                tell(verdict)
            } catch {
                // The watch tells when the database is away.
                gap.lookFailed()
            }
            let rest = start.duration(to: .now) * settings.restFactor
            // Never slower than a fault must be told.
            try? await Task.sleep(
                for: min(max(settings.lookInterval, rest), settings.longestRest))
        }
    }

    private func tell(_ verdict: MonitorFunctions.Verdict) {
        guard verdict.raised + verdict.resolved > 0 else { return }
        logger.warning(
            "alerts changed",
            metadata: [
                "raised": "\(verdict.raised)", "resolved": "\(verdict.resolved)",
                "rules broken": "\(verdict.broken)",
            ])
    }

    private func seal(_ functions: AuditFunctions) async {
        var link = LinkState()
        while !Task.isCancelled {
            do {
                let round = try await functions.seal()
                tell(link.succeeded(), of: "the audit log", done: "sealed")
                if round.isBehind { continue }
            } catch {
                tell(link.failed(error), of: "the audit log", done: "sealed")
            }
            try? await Task.sleep(for: settings.sealInterval)
        }
    }

    private func writeHeads(_ functions: AuditFunctions) async {
        var link = LinkState()
        while !Task.isCancelled {
            var wait = settings.headInterval
            do {
                let line = try await heads.add { try await functions.headLine(after: $0) }
                if let line {
                    try await functions.noteHead(line)
                    tell(link.succeeded(), of: "the audit log's head", done: "written outside")
                } else {
                    // Nothing is sealed yet.
                    wait = settings.sealInterval
                }
            } catch {
                tell(link.failed(error), of: "the audit log's head", done: "written outside")
            }
            try? await Task.sleep(for: wait)
        }
    }

    private func tell(_ change: LinkState.Change?, of subject: String, done: String) {
        switch change {
        case nil: break
        case .reached: logger.info("\(subject): \(done)", metadata: ["file": "\(heads.path)"])
        case .lost(let reason):
            logger.error(
                "\(subject): not \(done)",
                metadata: ["file": "\(heads.path)", "reason": "\(reason)"])
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
