import FIX
import Logging
import NIOCore
import NIOPosix

@testable import FIXTransport

/// An initiator and an acceptor in one process, joined by real TCP through a relay that a test
/// can cut.
final class LoopbackPair: Sendable {
    let initiatorStore: MemoryStore
    let acceptorStore: MemoryStore
    let initiator: SessionDriver
    let acceptor: SessionDriver
    let relay: Relay
    private let listening: AcceptorTransport
    private let dialling: InitiatorTransport
    private let tasks: [Task<Void, any Error>]

    /// - Parameter change: adjusts the initiator's configuration and both drivers' settings.
    init(
        initiatorStore: MemoryStore = MemoryStore(), acceptorStore: MemoryStore = MemoryStore(),
        change: (inout SessionConfiguration, inout DriverSettings) -> Void = { _, _ in }
    ) async throws {
        var logger = Logger(label: "loopback")
        logger.logLevel = .critical
        var settings = DriverSettings()
        settings.settleTime = .milliseconds(5)
        settings.lingerTime = .milliseconds(50)
        var configuration = SessionConfiguration(
            role: .initiator, senderCompID: "DESK", targetCompID: "EXCH", heartbeatSeconds: 5)
        change(&configuration, &settings)
        self.initiatorStore = initiatorStore
        self.acceptorStore = acceptorStore
        initiator = SessionDriver(
            configuration: configuration, store: initiatorStore, settings: settings,
            logger: logger)
        acceptor = SessionDriver(
            configuration: SessionConfiguration(
                role: .acceptor, senderCompID: "EXCH", targetCompID: "DESK"),
            store: acceptorStore, settings: settings, logger: logger)
        let listening = AcceptorTransport(
            host: "127.0.0.1", port: 0, drivers: [acceptor], logger: logger)
        let listeningTask = Task { try await listening.run() }
        let port = await listening.listeningPort() ?? 0
        relay = try await Relay(target: port)
        let dialling = InitiatorTransport(
            driver: initiator, host: "127.0.0.1", port: relay.port,
            backoff: Backoff(first: .milliseconds(5), longest: .milliseconds(20)), logger: logger)
        self.listening = listening
        self.dialling = dialling
        tasks = [listeningTask, Task { try await dialling.run() }]
    }

    func submit(_ side: MemoryStore, _ type: String, _ name: String) {
        side.submit(msgType: type, body: FieldText.of((Tag.clOrdID, name)))
        (side === initiatorStore ? initiator : acceptor).wake()
    }

    /// Logs out, closes, and waits for both sides to end.
    func shutDown() async throws {
        dialling.shutdown()
        try await tasks[1].value
        listening.shutdown()
        try await tasks[0].value
        try await relay.close()
    }

    /// Cuts off the initiator without a goodbye, as a crash would.
    func cancelInitiator() {
        tasks[1].cancel()
    }

    static func names(_ store: MemoryStore) -> [String] {
        store.received.compactMap { $0.message[Tag.clOrdID] }
    }
}

/// Waits until the condition holds; false after the limit.
func eventually(
    within limit: Duration = .seconds(120), _ condition: () -> Bool
) async throws -> Bool {
    let end = ContinuousClock.now + limit
    while !condition() {
        guard ContinuousClock.now < end else { return false }
        try await Task.sleep(for: .milliseconds(2))
    }
    return true
}
