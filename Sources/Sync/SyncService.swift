import DeskDatabase
public import Logging
public import Postgres
public import ServiceLifecycle

/// `irra sync`: folds what replication brings into the desk's tables, and watches the primary.
///
/// Holds nothing: it can be killed at any moment, and any number may run. Either side may be down
/// for as long as it likes; each loop goes on by itself and says once that something changed.
public struct SyncService: Service {
    public struct Settings: Sendable {
        /// Wait between two folds: with the fold's own time well below the 200 ms that positions
        /// may be behind.
        public var foldInterval: Duration = .milliseconds(100)
        /// A fold of this many rows was cut off by its own limit: the next follows at once.
        public var fullFold: Int64 = 10_000
        public var probeInterval: Duration = .seconds(1)
        /// The primary counts as unreachable when it has not answered for this long.
        public var probeTimeout: Duration = .seconds(2)
        /// How often the way back goes a step on, while there is one.
        public var failbackInterval: Duration = .seconds(1)
        /// Collecting a whole outage may take this long. One that is cut off begins anew and is cut
        /// off again: far above what 100,000 orders took on a busy machine (47 s).
        public var failbackTimeout: Duration = .seconds(900)
        public var heartbeatInterval: Duration = .seconds(1)
        /// Wait after the desk's own database failed.
        public var retryInterval: Duration = .seconds(1)
        public var slotName = "irra_book"
        /// Where dumps are kept; nil = this worker makes none.
        public var dumpDirectory: String?
        /// How often it looks whether a dump is asked for or due.
        public var dumpInterval: Duration = .seconds(1)

        public init() {}
    }

    private static let connections = 3

    private let backup: PostgresConfiguration
    private let primary: PostgresConfiguration
    private let pulse: WorkerPulse
    private let settings: Settings
    private let logger: Logger

    /// - Parameters:
    ///   - backup: the desk's database, as role `irra_sync`.
    ///   - primary: the primary, as role `irra_replicator`.
    ///   - workerName: one for each process, shown in `ops.health`.
    public init(
        backup: PostgresConfiguration, primary: PostgresConfiguration, workerName: String,
        version: String, processID: Int32, settings: Settings = Settings(), logger: Logger
    ) {
        self.backup = backup
        var probed = primary
        probed.connectTimeout = settings.probeTimeout
        probed.statementTimeout = settings.probeTimeout
        self.primary = probed
        pulse = WorkerPulse(
            workerName: workerName, kind: "sync", version: version, processID: processID)
        self.settings = settings
        self.logger = logger
    }

    public func run() async throws {
        try await cancelWhenGracefulShutdown {
            let pool = PostgresPool(
                configuration: backup, size: Self.connections, logger: logger)
            let functions = SyncFunctions(database: pool)
            var patient = backup
            patient.statementTimeout = settings.failbackTimeout
            let patientPool = PostgresPool(configuration: patient, size: 2, logger: logger)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                group.addTask { try await patientPool.run() }
                group.addTask { await handBack(SyncFunctions(database: patientPool)) }
                group.addTask { await fold(functions) }
                group.addTask { await probe(functions) }
                group.addTask { await pulse.run(on: pool, every: settings.heartbeatInterval) }
                if let directory = settings.dumpDirectory {
                    group.addTask { await makeDumps(in: directory, pulse.workerName, patientPool) }
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func fold(_ functions: SyncFunctions) async {
        var link = LinkState()
        while !Task.isCancelled {
            var wait = settings.foldInterval
            do {
                let folded = try await functions.fold()
                tell(link.succeeded(), "the desk's database")
                if folded > 0 { logger.debug("folded", metadata: ["rows": "\(folded)"]) }
                if folded >= settings.fullFold { wait = .zero }
            } catch {
                tell(link.failed(error), "the desk's database")
                wait = settings.retryInterval
            }
            try? await Task.sleep(for: wait)
        }
    }

    private func probe(_ functions: SyncFunctions) async {
        var link = LinkState()
        var recording = LinkState()
        var subscription: SubscriptionState?
        let probe = PrimaryProbe(configuration: primary, slotName: settings.slotName)
        while !Task.isCancelled {
            let sight = await probe.look()
            // A shutdown interrupts the look; that says nothing about the primary.
            if Task.isCancelled { break }
            switch sight {
            case .success: tell(link.succeeded(), "the primary")
            case .failure(let unreachable): tell(link.failed(unreachable), "the primary")
            }
            do {
                try await functions.recordPrimary(sight)
                if case .success = sight {
                    let now = try await functions.resumeSubscription()
                    if now != subscription { tell(now) }
                    subscription = now
                }
                tell(recording.succeeded(), "the record of the primary")
            } catch {
                tell(recording.failed(error), "the record of the primary")
            }
            try? await Task.sleep(for: settings.probeInterval)
        }
        await probe.close()
    }

    private func handBack(_ functions: SyncFunctions) async {
        var link = LinkState()
        var last: FailbackState?
        let probe = PrimaryProbe(configuration: primary, slotName: settings.slotName)
        while !Task.isCancelled {
            do {
                var state = try await functions.advanceFailback()
                if state == .sealed, let said = await probe.acknowledgement(),
                    try await functions.recordAcknowledgement(said)
                {
                    state = .acknowledged
                }
                if state != last, let state { logger.info("the way back: \(state)") }
                last = state
                tell(link.succeeded(), "the way back")
            } catch {
                tell(link.failed(error), "the way back")
            }
            try? await Task.sleep(for: settings.failbackInterval)
        }
        await probe.close()
    }

    private func makeDumps(
        in directory: String, _ workerName: String, _ pool: PostgresPool
    ) async {
        // A statement over a whole table of the book takes as long as it takes.
        var patient = backup
        patient.statementTimeout = .zero
        patient.lockTimeout = .zero
        var primary = primary
        primary.statementTimeout = .zero
        primary.lockTimeout = .zero
        await DumpWorker(
            functions: DumpFunctions(database: pool), desk: patient, primary: primary,
            directory: directory, workerName: workerName, interval: settings.dumpInterval,
            logger: logger
        ).run()
    }

    private func tell(_ subscription: SubscriptionState) {
        switch subscription {
        case .enabled, .resumed: logger.info("the subscription: \(subscription)")
        case .waiting, .disabled, .none: logger.warning("the subscription: \(subscription)")
        }
    }

    private func tell(_ change: LinkState.Change?, _ name: String) {
        switch change {
        case nil: break
        case .reached: logger.info("\(name): reached")
        case .lost(let reason):
            logger.warning("\(name): not reached", metadata: ["reason": "\(reason)"])
        }
    }
}
