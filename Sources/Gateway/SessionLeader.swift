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
        /// Another leads.
        case replaced
        /// It could not be renewed: another may lead.
        case leaseOver
    }

    /// How `run()` ended.
    enum Ending {
        case stopped
        /// Another took the lease; only from a leader that gives way for good.
        case replaced
    }

    nonisolated let session: FixFunctions.Session
    private let database: PostgresConfiguration
    private let control: FixFunctions
    private let settings: GatewaySettings
    private let logger: Logger
    private let acquire: @Sendable () async throws -> FixFunctions.Lease?
    private let givesWay: Bool
    private var driver: SessionDriver?
    private var transport: InitiatorTransport?
    private var isStopping = false

    /// - Parameters:
    ///   - control: renews and gives back, over other connections than the session's own.
    ///   - givesWay: ends for good when another takes the lease.
    ///   - acquire: takes the lease; nil while another has it.
    init(
        session: FixFunctions.Session, database: PostgresConfiguration, control: FixFunctions,
        settings: GatewaySettings, logger: Logger, givesWay: Bool = false,
        acquire: @escaping @Sendable () async throws -> FixFunctions.Lease?
    ) {
        self.session = session
        self.database = database
        self.control = control
        self.settings = settings
        self.givesWay = givesWay
        self.acquire = acquire
        var logger = logger
        logger[metadataKey: "session"] = "\(session.name)"
        self.logger = logger
    }

    /// Messages wait for the session.
    func wake() { driver?.wake() }

    /// Says goodbye on the connection that is up; it is dialled again.
    func logOut() { driver?.logOut() }

    /// Logs out and lets `run()` return.
    func stop() {
        isStopping = true
        transport?.shutdown()
    }

    /// Until `stop()` or cancellation.
    func run() async -> Ending {
        var link = LinkState()
        while !isStopping, !Task.isCancelled {
            do {
                let asked = ContinuousClock.now
                let lease = try await acquire()
                if case .reached = link.succeeded() { logger.info("the desk's database: reached") }
                if let lease {
                    try await lead(lease, LeaseTerm(until: asked + settings.silenceLimit))
                }
            } catch Interruption.replaced {
                logger.error("lease lost: another leads the session")
                if givesWay { return .replaced }
            } catch Interruption.leaseOver {
                logger.error("lease over: it could not be renewed in time")
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
        return .stopped
    }

    private func lead(_ lease: FixFunctions.Lease, _ term: LeaseTerm) async throws {
        logger.info("leading", metadata: ["epoch": "\(lease.epoch)"])
        let result: Result<Void, any Error>
        do {
            try await serve(lease, term)
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

    private func serve(_ lease: FixFunctions.Lease, _ term: LeaseTerm) async throws {
        let connection = try await PostgresConnection.connect(database)
        do {
            try await serve(lease, term, over: connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }

    private func serve(
        _ lease: FixFunctions.Lease, _ term: LeaseTerm, over connection: PostgresConnection
    ) async throws {
        let (driver, transport) = try speaker(lease, term, over: connection)
        self.driver = driver
        self.transport = transport
        if isStopping { return }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await transport.run() }
            group.addTask { try await self.renew(lease, term) }
            group.addTask { try await Self.outlive(term) }
            defer { group.cancelAll() }
            do {
                try await group.next()
            } catch {
                // At once, whatever call of the database is under way.
                driver.cut()
                let isLost = (error as? PostgresError)?.isLeaseLost ?? false
                throw isLost ? Interruption.replaced : error
            }
        }
    }

    /// What speaks for the session until the lease is over.
    private func speaker(
        _ lease: FixFunctions.Lease, _ term: LeaseTerm, over connection: PostgresConnection
    ) throws -> (SessionDriver, InitiatorTransport) {
        let alarm = DispatchAlarm()
        let store = DatabaseSessionStore(
            lease: lease, fix: FixFunctions(database: connection), alarm: alarm, logger: logger)
        var limits = settings.driver
        limits.mayWrite = { !term.isOver }
        let driver = SessionDriver(
            configuration: try configuration(), store: store, settings: limits, logger: logger)
        alarm.connect { driver.wake() }
        let transport = InitiatorTransport(
            driver: driver, host: session.host, port: session.port, backoff: settings.backoff,
            tls: session.tls.map(TLSSettings.init), logger: logger)
        return (driver, transport)
    }

    private func configuration() throws -> SessionConfiguration {
        SessionConfiguration(
            role: .initiator, senderCompID: session.senderCompID,
            targetCompID: session.targetCompID, heartbeatSeconds: session.heartbeatSeconds,
            resetOnLogon: session.resetsOnLogon, username: session.username,
            password: try session.passwordReference.map { try SecretReference.resolve($0) })
    }

    /// Renews the lease until it is lost. Errors of the database are left to the term's end.
    private func renew(_ lease: FixFunctions.Lease, _ term: LeaseTerm) async throws {
        while true {
            try await Task.sleep(for: settings.renewInterval)
            let asked = ContinuousClock.now
            do {
                guard try await control.renew(lease, leaseSeconds: settings.leaseSeconds) else {
                    throw Interruption.replaced
                }
                term.extend(until: asked + settings.silenceLimit)
            } catch let error as PostgresError {
                logger.warning(
                    "lease not renewed", metadata: ["reason": "\(error.detailForLog)"])
            }
        }
    }

    /// Throws when the lease could not be renewed for too long, whatever the renewal waits for.
    private static func outlive(_ term: LeaseTerm) async throws {
        while true {
            if term.isOver { throw Interruption.leaseOver }
            try await Task.sleep(until: term.end, clock: .continuous)
        }
    }
}

extension TLSSettings {
    fileprivate init(_ tls: FixFunctions.TLS) {
        self.init(
            trustRoots: tls.authoritiesFile.map { .file($0) } ?? .system,
            certificateChainPath: tls.certificateFile, privateKeyPath: tls.keyFile,
            serverName: tls.serverName)
    }
}
