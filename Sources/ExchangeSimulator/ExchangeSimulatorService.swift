internal import FIX
internal import FIXTransport
public import Logging
public import ServiceLifecycle

/// The simulated exchange on its port, until shut down. It ends with an error when its journal
/// cannot be written, never by what a client sends.
public struct ExchangeSimulatorService: Service {
    /// How long the exchange sleeps when nothing is due: the trading day may change meanwhile.
    static let idleTick: Duration = .seconds(1)
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
            rules: configuration.rules, instruments: instruments)
        let transport = AcceptorTransport(
            host: configuration.host, port: configuration.port,
            drivers: await drivers(host), logger: logger)
        logger.info(
            "exchange opens",
            metadata: [
                "instruments": "\(instruments.count)", "journal": "\(configuration.journalPath)",
            ])
        try await withGracefulShutdownHandler {
            try await serve(transport, host)
        } onGracefulShutdown: {
            transport.shutdown()
        }
    }

    private func drivers(_ host: ExchangeHost) async -> [SessionDriver] {
        var drivers: [SessionDriver] = []
        for session in configuration.rules.sessions {
            let driver = SessionDriver(
                configuration: SessionConfiguration(
                    role: .acceptor, senderCompID: session.exchangeCompID,
                    targetCompID: session.clientCompID),
                store: JournalSessionStore(host: host, session: session.name), logger: logger)
            await host.onWaiting(session.name) { driver.wake() }
            drivers.append(driver)
        }
        return drivers
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
            while let isEnd = try await group.next(), !isEnd {}
            group.cancelAll()
        }
    }

    private func keepTime(_ host: ExchangeHost) async throws {
        // An order may be delayed while nothing was due: a tenth of the delay late is soon enough.
        let tenth = configuration.rules.fillDelay / 10
        let idle = tenth > .zero ? min(max(tenth, Self.shortestTick), Self.idleTick) : Self.idleTick
        while !Task.isCancelled {
            let due = try await host.tick().map { max(.microseconds($0), Self.shortestTick) }
            try await Task.sleep(for: min(due ?? idle, idle))
        }
    }
}
