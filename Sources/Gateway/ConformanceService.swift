internal import DeskDatabase
public import Logging
public import Postgres
public import ServiceLifecycle

/// `irra conformance`: drives one session of the gateway's own engine and store from lines of text,
/// for suites that test engines. Such a session carries no client's orders.
///
/// `order CLORDID` is committed before anything is said about it, and sent once, ever. `logout`
/// says goodbye on the connection that is up; like every other ended connection it is dialled
/// again. The end of the lines, or a graceful shutdown, logs out and ends it.
public struct ConformanceService<Lines: AsyncSequence & Sendable>: Service
where Lines.Element == String, Lines.Failure == Never {
    private static var controlConnections: Int { 2 }
    /// Between two attempts of an order while the database is away, or of a lease that another
    /// has.
    private static var retryInterval: Duration { .milliseconds(50) }
    /// The shortest wait between two attempts to connect, whatever is asked for.
    private static var shortestReconnect: Duration { .milliseconds(20) }
    /// How long the database may take to answer at the start.
    private static var startLimit: Duration { .seconds(30) }
    /// At the end of the lines, orders that wait may still go out for so long.
    private static var lastOrdersLimit: Duration { .seconds(1) }

    private let database: PostgresConfiguration
    private let session: FixFunctions.Session
    private let worker: String
    private let settings: GatewaySettings
    private let lines: Lines
    private let logger: Logger

    /// - Parameter database: the desk's database, as role `irra_gateway` or a superuser.
    public init(
        _ environment: ConformanceEnvironment, database: PostgresConfiguration,
        workerName: String, lines: Lines, logger: Logger
    ) {
        self.database = database
        session = FixFunctions.Session(
            name: environment.session, host: environment.host, port: environment.port,
            senderCompID: environment.sender, targetCompID: environment.target,
            heartbeatSeconds: environment.heartbeatSeconds,
            resetsOnLogon: environment.resetsOnLogon)
        worker = workerName
        var settings = GatewaySettings()
        settings.acquireInterval = Self.retryInterval
        settings.backoff.first = max(environment.reconnect, Self.shortestReconnect)
        settings.backoff.longest = settings.backoff.first
        self.settings = settings
        self.lines = lines
        self.logger = logger
    }

    /// Until the lines end or a graceful shutdown; throws when the session cannot be had.
    public func run() async throws {
        let pool = PostgresPool(
            configuration: database, size: Self.controlConnections, logger: logger)
        let control = FixFunctions(database: pool)
        let presence = ConformancePresence(database)
        let (session, worker, seconds) = (session, worker, settings.leaseSeconds)
        let leader = SessionLeader(
            session: session, database: database, control: control, settings: settings,
            logger: logger, givesWay: true
        ) {
            try await presence.acquire(session.name, worker: worker, leaseSeconds: seconds)
        }
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                try await enter(control)
                group.addTask {
                    await follow(control, QueueFunctions(database: pool), leader)
                    await leader.stop()
                }
                defer { group.cancelAll() }
                if case .replaced = await leader.run() { throw ConformanceReplaced() }
            }
        } onGracefulShutdown: {
            Task { await leader.stop() }
        }
    }

    /// Makes the session's row. A database that is starting, or a busy machine, is waited for.
    private func enter(_ control: FixFunctions) async throws {
        let end = ContinuousClock.now + Self.startLimit
        while true {
            do {
                return try await control.conformanceSession(session)
            } catch let error as PostgresError where error.mayPass && ContinuousClock.now < end {
                try await Task.sleep(for: Self.retryInterval)
            }
        }
    }

    private func follow(
        _ functions: FixFunctions, _ queue: QueueFunctions, _ leader: SessionLeader
    ) async {
        for await line in lines {
            switch ConformanceCommandLine(line) {
            case .order(let clOrdID):
                await order(clOrdID, functions)
                await leader.wake()
            case .logOut:
                await leader.logOut()
            case .empty:
                break
            case .unknown:
                logger.error("unknown command", metadata: ["line": "\(line)"])
            }
        }
        let end = ContinuousClock.now + Self.lastOrdersLimit
        let waiting = QueueFunctions.dispatchQueue(session: session.name)
        while ContinuousClock.now < end, !Task.isCancelled,
            (try? await queue.prepareToSleep(queue: waiting)) != true
        {
            try? await Task.sleep(for: Self.retryInterval)
        }
    }

    /// Tries until the order is committed or refused: a repetition does nothing twice.
    private func order(_ clOrdID: String, _ functions: FixFunctions) async {
        var link = LinkState()
        let metadata: Logger.Metadata = ["cl_ord_id": "\(clOrdID)"]
        while !Task.isCancelled {
            do {
                let isNew = try await functions.conformanceOrder(
                    session: session.name, clOrdID: clOrdID)
                logger.info(isNew ? "order committed" : "order known already", metadata: metadata)
                return
            } catch let error as PostgresError where error.isRefusal {
                logger.error("order refused: \(error.detailForLog)", metadata: metadata)
                return
            } catch {
                if case .lost(let reason) = link.failed(error) {
                    logger.warning("order waits for the database: \(reason)", metadata: metadata)
                }
                try? await Task.sleep(for: Self.retryInterval)
            }
        }
    }
}

extension PostgresError {
    /// The desk says no, and will say so again.
    fileprivate var isRefusal: Bool { sqlState?.rawValue.hasPrefix("IR1") ?? false }

    /// Nothing was done, because no connection was to be had.
    fileprivate var mayPass: Bool {
        switch self {
        case .connectFailed, .poolExhausted: true
        default: false
        }
    }
}

extension ConformanceService: CustomStringConvertible {
    /// Whoever runs services logs them whole; a connection string may hold a password.
    public var description: String { "conformance" }
}
