import DeskDatabase
public import Logging
public import Postgres
public import ServiceLifecycle

/// `irra notify`: delivers the outbox's messages.
///
/// Claim, deliver, complete: a notifier that dies in between delivers the message again when its
/// lease ends, and a delivery repeated is the same file with the same content. Sleeps until it is
/// woken, and looks once a second whatever happens.
public struct NotifierService: Service {
    public struct Settings: Sendable {
        public var batchSize = 100
        public var leaseSeconds = 30
        /// How often the outbox is looked at when no wake-up comes.
        public var pollInterval: Duration = .seconds(1)
        public var heartbeatInterval: Duration = .seconds(1)

        public init() {}
    }

    private static let wakeChannel = "irra_wake"
    private static let wakePayload = "notify"
    private static let connections = 2
    private static let moment: Duration = .milliseconds(10)

    private let database: PostgresConfiguration
    private let folder: DeliveryFolder
    private let worker: (name: String, version: String, processID: Int32)
    private let settings: Settings
    private let logger: Logger

    /// - Parameters:
    ///   - database: the desk's database, as role `irra_notify`.
    ///   - outbox: the directory messages are delivered to, made when it is not there.
    ///   - workerName: one for each process, shown in `ops.health`.
    public init(
        database: PostgresConfiguration, outbox: String, workerName: String, version: String,
        processID: Int32, settings: Settings = Settings(), logger: Logger
    ) {
        self.database = database
        folder = DeliveryFolder(path: outbox)
        worker = (workerName, version, processID)
        self.settings = settings
        self.logger = logger
    }

    public func run() async throws {
        try folder.create()
        try await cancelWhenGracefulShutdown {
            let pool = PostgresPool(
                configuration: database, size: Self.connections, logger: logger)
            // One pending wake-up is as good as many.
            let (wakes, waker) = AsyncStream.makeStream(
                of: Void.self, bufferingPolicy: .bufferingNewest(1))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                group.addTask { await listen(waker) }
                group.addTask { await tick(waker) }
                group.addTask { await beat(SyncFunctions(database: pool)) }
                group.addTask { await deliver(NotifyFunctions(database: pool), at: wakes) }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func listen(_ waker: AsyncStream<Void>.Continuation) async {
        let listener = PostgresListener(
            configuration: database, channels: [Self.wakeChannel], logger: logger)
        for await event in listener {
            switch event {
            case .reconnected: waker.yield()
            case .notification(let notification):
                if notification.payload == Self.wakePayload { waker.yield() }
            }
        }
    }

    private func tick(_ waker: AsyncStream<Void>.Continuation) async {
        while !Task.isCancelled {
            waker.yield()
            try? await Task.sleep(for: settings.pollInterval)
        }
    }

    private func beat(_ functions: SyncFunctions) async {
        while !Task.isCancelled {
            // The delivery loop tells when the database is away.
            try? await functions.heartbeat(
                workerName: worker.name, kind: "notify", processID: worker.processID,
                version: worker.version)
            try? await Task.sleep(for: settings.heartbeatInterval)
        }
    }

    private func deliver(_ functions: NotifyFunctions, at wakes: AsyncStream<Void>) async {
        var link = LinkState()
        for await _ in wakes {
            do {
                try await drain(functions)
                tell(link.succeeded())
            } catch {
                tell(link.failed(error))
            }
        }
    }

    /// Until nothing is due and the next message will wake us.
    private func drain(_ functions: NotifyFunctions) async throws {
        while !Task.isCancelled {
            let messages = try await functions.claim(
                maxMessages: settings.batchSize, leaseSeconds: settings.leaseSeconds)
            if messages.isEmpty {
                if try await functions.prepareToSleep() { return }
                // A message is about to be committed.
                try await Task.sleep(for: Self.moment)
                continue
            }
            var delivered: [Int64] = []
            for message in messages {
                do {
                    try folder.write(message)
                    delivered.append(message.outboxID)
                } catch {
                    logger.warning(
                        "message not delivered",
                        metadata: ["outbox_id": "\(message.outboxID)", "reason": "\(error)"])
                    try await functions.fail(message.outboxID, error: "\(error)")
                }
            }
            guard !delivered.isEmpty else { continue }
            try folder.synchronise()
            try await functions.complete(delivered)
            logger.info("messages delivered", metadata: ["count": "\(delivered.count)"])
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
