import AsyncHTTPClient
import DeskDatabase
public import Logging
public import Postgres
public import ServiceLifecycle

/// `irra notify`: delivers what the desk has to say, each channel by itself, so that a slow mail
/// server holds no text message up.
///
/// Sleeps until it is woken or something becomes due, and looks once in a while whatever happens.
/// Asked to stop it begins nothing more, finishes what is under way and writes it down.
public struct NotifierService: Service {
    public struct Settings: Sendable {
        /// Messages that are claimed at a time.
        public var batchSize = 500
        /// How long a claim holds; what is not begun in its first two thirds is given back. Longer
        /// than three times the slowest provider's time-out.
        public var leaseSeconds = 60
        /// How often the outbox is looked at when no wake-up comes and nothing becomes due.
        public var pollInterval: Duration = .seconds(1)
        public var heartbeatInterval: Duration = .seconds(1)

        public init() {}
    }

    private static let wakeChannel = "irra_wake"
    private static let wakePayload = "notify"
    /// Two carry e-mail: while one waits for its provider or for the database the other works. What
    /// is told on the page needs no provider, but somebody who makes it while mail is slow.
    private static let loops = ["email", "email", "sms", "in_app"]
    private static let connections = 6
    /// How often notices to all clients are fed and late messages given up.
    private static let clockInterval: Duration = .milliseconds(500)

    private let database: PostgresConfiguration
    private let outbox: String
    private let pulse: WorkerPulse
    private let settings: Settings
    private let logger: Logger

    /// - Parameters:
    ///   - database: the desk's database, as role `irra_notify`.
    ///   - outbox: the directory that providers of kind files write to, made when it is not there.
    ///   - workerName: one for each process, shown in `ops.health`.
    public init(
        database: PostgresConfiguration, outbox: String, workerName: String, version: String,
        processID: Int32, settings: Settings = Settings(), logger: Logger
    ) {
        self.database = database
        self.outbox = outbox
        pulse = WorkerPulse(
            workerName: workerName, kind: "notify", version: version, processID: processID)
        self.settings = settings
        self.logger = logger
    }

    public func run() async throws {
        try FolderSender.create(outbox)
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let stop = StopSign()
        let alarms = Self.loops.map { _ in WakeUps() }
        let result: Result<Void, any Error>
        do {
            try await withGracefulShutdownHandler {
                try await work(client, stop, alarms)
            } onGracefulShutdown: {
                stop.raise()
                ring(alarms)
            }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        try result.get()
    }

    private func work(_ client: HTTPClient, _ stop: StopSign, _ alarms: [WakeUps]) async throws {
        let pool = PostgresPool(configuration: database, size: Self.connections, logger: logger)
        let functions = NotifyFunctions(database: pool)
        let providers = ProviderDirectory(functions: functions, client: client, outbox: outbox)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            group.addTask { await listen(alarms) }
            group.addTask { await pulse.run(on: pool, every: settings.heartbeatInterval) }
            group.addTask { await keepTime(functions) }
            group.addTask {
                await withDiscardingTaskGroup { loops in
                    for (channel, alarm) in zip(Self.loops, alarms) {
                        let worker = ChannelWorker(
                            channel: channel, functions: functions, providers: providers,
                            batchSize: settings.batchSize, leaseSeconds: settings.leaseSeconds,
                            stop: stop, logger: logger)
                        loops.addTask { await deliver(by: worker, at: alarm, among: alarms) }
                    }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
            // Others may go on: this one is not missed.
            if stop.isSet { await pulse.end(on: pool) }
        }
    }

    private func listen(_ alarms: [WakeUps]) async {
        let listener = PostgresListener(
            configuration: database, channels: [Self.wakeChannel], logger: logger)
        for await event in listener {
            switch event {
            case .reconnected: ring(alarms)
            case .notification(let notification):
                if notification.payload == Self.wakePayload { ring(alarms) }
            }
        }
    }

    private func ring(_ alarms: [WakeUps]) {
        for alarm in alarms { alarm.ring() }
    }

    private func keepTime(_ functions: NotifyFunctions) async {
        while !Task.isCancelled {
            try? await functions.keepTime()
            try? await Task.sleep(for: Self.clockInterval)
        }
    }

    private func deliver(
        by worker: ChannelWorker, at alarm: WakeUps, among alarms: [WakeUps]
    ) async {
        var link = LinkState()
        while !worker.stop.isSet, !Task.isCancelled {
            var pause = settings.pollInterval
            do {
                let due = try await worker.drain {
                    for other in alarms where other !== alarm { other.ring() }
                }
                // Whole seconds mean that nothing becomes due.
                if due < .seconds(1) { pause = due }
                tell(link.succeeded(), worker.channel)
            } catch {
                tell(link.failed(error), worker.channel)
            }
            await alarm.wait(atMost: pause)
        }
    }

    private func tell(_ change: LinkState.Change?, _ channel: String) {
        switch change {
        case nil: break
        case .reached:
            logger.info("the desk's database: reached", metadata: ["channel": "\(channel)"])
        case .lost(let reason):
            logger.warning(
                "the desk's database: not reached",
                metadata: ["channel": "\(channel)", "reason": "\(reason)"])
        }
    }
}
