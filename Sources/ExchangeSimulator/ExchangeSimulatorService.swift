internal import FIX
internal import FIXTransport
public import Logging
public import ServiceLifecycle

/// The simulated exchange on its port, until shut down. It ends with an error when its journal
/// cannot be written, never by what a client sends.
public struct ExchangeSimulatorService: Service {
    /// How long the exchange sleeps when nothing is due: the trading day may change meanwhile.
    static let idleTick: Duration = .seconds(1)
    /// The same while rules wait for their time.
    static let watchfulTick: Duration = .milliseconds(10)
    /// The shortest sleep, so that many due fills are matched together.
    static let shortestTick: Duration = .milliseconds(1)

    private let configuration: ExchangeSimulatorConfiguration
    private let logger: Logger
    private let listening: @Sendable (Int) -> Void

    /// - Parameter listening: called with the port once connections are accepted.
    public init(
        configuration: ExchangeSimulatorConfiguration, logger: Logger,
        listening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.logger = logger
        self.listening = listening
    }

    public func run() async throws {
        let instruments =
            try configuration.instrumentsPath.map { try InstrumentFile.read(path: $0) }
            ?? InstrumentList()
        let host = try ExchangeHost(
            journalPath: configuration.journalPath, synchronous: configuration.synchronousJournal,
            rules: configuration.rules, instruments: instruments, script: configuration.script,
            seed: configuration.seed, logger: logger)
        let transport = AcceptorTransport(
            host: configuration.host, port: configuration.port,
            drivers: await drivers(host),
            provider: configuration.rules.acceptsAnySession ? provider(host) : nil,
            tls: configuration.tls?.settings, logger: logger)
        logger.info(
            "exchange opens",
            metadata: [
                "instruments": "\(instruments.count)", "journal": "\(configuration.journalPath)",
                "rules": "\(configuration.script.rules.count)", "seed": "\(configuration.seed)",
            ])
        try await withGracefulShutdownHandler {
            try await serve(transport, host)
        } onGracefulShutdown: {
            transport.shutdown()
        }
    }

    private func drivers(_ host: ExchangeHost) async -> [SessionDriver] {
        var drivers: [SessionDriver] = []
        // A session that begins anew with each connection needs a driver that does, too.
        guard !configuration.rules.renewsSessions else { return [] }
        for session in configuration.rules.sessions {
            drivers.append(
                await driver(host, us: session.exchangeCompID, them: session.clientCompID))
        }
        return drivers
    }

    private func driver(_ host: ExchangeHost, us: String, them: String) async -> SessionDriver {
        let session = SimulatedSession(
            kind: .order, clientCompID: them, exchangeCompID: us, member: them)
        let driver = SessionDriver(
            configuration: SessionConfiguration(
                role: .acceptor, senderCompID: us, targetCompID: them),
            store: JournalSessionStore(host: host, session: session.name), logger: logger)
        await host.onWaiting(session.name) { driver.wake() }
        return driver
    }

    /// Takes whoever calls: the exchange is the one they want to talk to.
    private func provider(_ host: ExchangeHost) -> AcceptorTransport.DriverProvider {
        { logon in await driver(host, us: logon.targetCompID, them: logon.senderCompID) }
    }

    /// Runs until the transport ends; an error of either side ends both.
    private func serve(_ transport: AcceptorTransport, _ host: ExchangeHost) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await transport.run()
                return true
            }
            group.addTask {
                if let port = await transport.listeningPort() {
                    logger.info("exchange listens", metadata: ["port": "\(port)"])
                    listening(port)
                }
                return false
            }
            group.addTask {
                try await keepTime(host)
                return true
            }
            if let path = configuration.controlPath {
                group.addTask {
                    try await ControlChannel(path: path, host: host).run()
                    return true
                }
            }
            while let isEnd = try await group.next(), !isEnd {}
            group.cancelAll()
        }
    }

    private func keepTime(_ host: ExchangeHost) async throws {
        // An order may be delayed while nothing was due: a tenth of the delay late is soon enough.
        let tenth = configuration.rules.fillDelay / 10
        let calm = tenth > .zero ? min(max(tenth, Self.shortestTick), Self.idleTick) : Self.idleTick
        while !Task.isCancelled {
            let idle = await host.isWatchful ? min(calm, Self.watchfulTick) : calm
            let due = try await host.tick().map { max(.microseconds($0), Self.shortestTick) }
            try await Task.sleep(for: min(due ?? idle, idle))
        }
    }
}

extension ExchangeSimulatorConfiguration.TLSFiles {
    fileprivate var settings: TLSSettings {
        TLSSettings(
            trustRoots: clientAuthorityPath.map { .file($0) } ?? .system,
            certificateChainPath: certificatePath, privateKeyPath: keyPath,
            requiresClientCertificate: clientAuthorityPath != nil)
    }
}
