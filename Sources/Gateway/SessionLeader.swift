internal import DeskDatabase
internal import FIX
internal import FIXTransport
internal import Logging
internal import Postgres

/// Leads one session whenever it can: takes the lease, runs the connection, gives the lease back.
/// Any error of the database ends the connection; then the lease is taken anew, and with it the
/// numbers that are true.
actor SessionLeader {
    /// Why leading ended before its time.
    private enum Interruption: Error {
        case leaseLost
    }

    nonisolated let session: FixFunctions.Session
    private let database: PostgresConfiguration
    private let control: FixFunctions
    private let worker: String
    private let settings: GatewaySettings
    private let logger: Logger
    private var driver: SessionDriver?
    private var transport: InitiatorTransport?
    private var isStopping = false
    private var renewedAt = ContinuousClock.now

    /// - Parameter control: acquires and renews, over other connections than the session's own.
    init(
        session: FixFunctions.Session, database: PostgresConfiguration, control: FixFunctions,
        worker: String, settings: GatewaySettings, logger: Logger
    ) {
        self.session = session
        self.database = database
        self.control = control
        self.worker = worker
        self.settings = settings
        var logger = logger
        logger[metadataKey: "session"] = "\(session.name)"
        self.logger = logger
    }

    /// Messages wait for the session.
    func wake() { driver?.wake() }

    /// Logs out and lets `run()` return.
    func stop() {
        isStopping = true
        transport?.shutdown()
    }

    /// Until `stop()` or cancellation.
    func run() async {
        var link = LinkState()
        while !isStopping, !Task.isCancelled {
            do {
                let asked = ContinuousClock.now
                let lease = try await control.acquire(
                    session: session.name, worker: worker, leaseSeconds: settings.leaseSeconds)
                if case .reached = link.succeeded() { logger.info("the desk's database: reached") }
                if let lease {
                    renewedAt = asked
                    try await lead(lease)
                }
            } catch Interruption.leaseLost {
                logger.error("lease lost: another leads the session")
            } catch let error as PostgresError {
                if case .lost(let reason) = link.failed(error) {
                    logger.warning("session interrupted", metadata: ["reason": "\(reason)"])
                }
            } catch {
                if Task.isCancelled { break }
                logger.error("session cannot run", metadata: ["reason": "\(error)"])
                try? await Task.sleep(for: settings.sessionsInterval)
            }
            guard !isStopping else { break }
            try? await Task.sleep(for: settings.acquireInterval)
        }
    }

    private func lead(_ lease: FixFunctions.Lease) async throws {
        logger.info("leading", metadata: ["epoch": "\(lease.epoch)"])
        let result: Result<Void, any Error>
        do {
            try await serve(lease)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        driver = nil
        transport = nil
        // Numbers are read when a lease is taken; without giving this one back, only after its end.
        try? await control.release(lease)
        try result.get()
    }

    private func serve(_ lease: FixFunctions.Lease) async throws {
        let connection = try await PostgresConnection.connect(database)
        do {
            try await serve(lease, over: connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }

    private func serve(
        _ lease: FixFunctions.Lease, over connection: PostgresConnection
    ) async throws {
        let store = DatabaseSessionStore(
            lease: lease, fix: FixFunctions(database: connection),
            queue: QueueFunctions(database: connection), logger: logger)
        let driver = SessionDriver(
            configuration: try configuration(), store: store, settings: settings.driver,
            logger: logger)
        let transport = InitiatorTransport(
            driver: driver, host: session.host, port: session.port, backoff: settings.backoff,
            logger: logger)
        self.driver = driver
        self.transport = transport
        if isStopping { return }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await transport.run() }
            group.addTask { try await self.renew(lease) }
            group.addTask { try await self.watchSilence() }
            defer { group.cancelAll() }
            do {
                try await group.next()
            } catch let error as PostgresError where error.isLeaseLost {
                throw Interruption.leaseLost
            }
        }
    }

    private func configuration() throws -> SessionConfiguration {
        SessionConfiguration(
            role: .initiator, senderCompID: session.senderCompID,
            targetCompID: session.targetCompID, heartbeatSeconds: session.heartbeatSeconds,
            resetOnLogon: session.resetsOnLogon, username: session.username,
            password: try session.passwordReference.map { try PasswordReference.resolve($0) })
    }

    /// Renews the lease until it is lost. Errors of the database are left to the silence limit.
    private func renew(_ lease: FixFunctions.Lease) async throws {
        while true {
            try await Task.sleep(for: settings.renewInterval)
            let asked = ContinuousClock.now
            do {
                guard try await control.renew(lease, leaseSeconds: settings.leaseSeconds) else {
                    throw Interruption.leaseLost
                }
                renewedAt = asked
            } catch let error as PostgresError {
                logger.warning(
                    "lease not renewed", metadata: ["reason": "\(error.detailForLog)"])
            }
        }
    }

    /// Throws when the lease could not be renewed for too long, whatever the renewal waits for.
    private func watchSilence() async throws {
        while true {
            let limit = renewedAt + settings.silenceLimit
            if ContinuousClock.now >= limit { throw Interruption.leaseLost }
            try await Task.sleep(until: limit, clock: .continuous)
        }
    }
}
