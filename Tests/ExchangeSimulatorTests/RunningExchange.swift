import ExchangeSimulator
import FIX
import FIXTransport
import Logging
import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file of its own for a test, gone with it.
final class TemporaryFile: Sendable {
    let path = "/tmp/irra-exchange-\(getpid())-\(UInt64.random(in: 0 ... .max))"

    init(_ text: String? = nil) throws {
        guard let text else { return }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw CancellationError() }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw CancellationError()
        }
    }

    deinit { unlink(path) }
}

/// An exchange on a free port for as long as a closure runs; then it is cut off without a goodbye,
/// as a kill would.
func withExchange<Value: Sendable>(
    journal: TemporaryFile, port: Int = 0, script: FaultScript = FaultScript(),
    control: String? = nil, _ change: (inout ExchangeRules) -> Void = { _ in },
    _ body: @escaping @Sendable (Int) async throws -> Value
) async throws -> Value {
    let instruments = try TemporaryFile(TestMarket.file)
    var configuration = ExchangeSimulatorConfiguration(
        journalPath: journal.path, instrumentsPath: instruments.path)
    configuration.port = port
    configuration.script = script
    configuration.seed = 7
    configuration.controlPath = control
    change(&configuration.rules)
    let (ports, opened) = AsyncStream.makeStream(of: Int.self)
    var logger = Logger(label: "exchange")
    logger.logLevel = .critical
    let service = ExchangeSimulatorService(configuration: configuration, logger: logger) {
        opened.yield($0)
    }
    let task = Task { try await service.run() }
    defer { task.cancel() }
    for await port in ports {
        let value = try await body(port)
        task.cancel()
        _ = await task.result
        withExtendedLifetime(instruments) {}
        return value
    }
    throw CancellationError()
}

/// A client's side of a session, which remembers in memory.
struct TestClient {
    let store: MemoryStore
    let driver: SessionDriver
    let transport: InitiatorTransport

    init(
        _ clientCompID: String, port: Int, exchange: String = "SIMEX",
        store: MemoryStore = MemoryStore()
    ) {
        var logger = Logger(label: "client")
        logger.logLevel = .critical
        self.store = store
        driver = SessionDriver(
            configuration: SessionConfiguration(
                role: .initiator, senderCompID: clientCompID, targetCompID: exchange),
            store: store, logger: logger)
        transport = InitiatorTransport(
            driver: driver, host: "127.0.0.1", port: port,
            backoff: Backoff(first: .milliseconds(20), longest: .milliseconds(100)),
            logger: logger)
    }

    func order(_ clOrdID: String, quantity: Int64 = 75) {
        store.submit(
            msgType: MessageType.newOrderSingle,
            body: FieldText.of(
                (Tag.clOrdID, clOrdID), (Tag.account, "C100"), (Tag.symbol, "NIFTY25MAR22100PE"),
                (Tag.securityID, "46959"), (Tag.securityIDSource, "8"),
                (Tag.securityExchange, "NSE"), (Tag.side, "2"),
                (Tag.orderQty, String(quantity)), (Tag.ordType, "1"),
                (Tag.transactTime, UTCTimestamp(microseconds: WallClock.now()).text(.milliseconds))
            ))
        driver.wake()
    }

    var reports: [InboundMessage] {
        store.received.filter { $0.msgType == MessageType.executionReport }
    }

    var fills: [InboundMessage] { reports.filter { $0.message[Tag.execType] == "F" } }

    /// Runs the session while the closure runs, then logs out.
    func whileConnected<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await transport.run() }
        do {
            let value = try await body()
            transport.shutdown()
            _ = await task.result
            return value
        } catch {
            task.cancel()
            _ = await task.result
            throw error
        }
    }
}

/// Waits until a condition holds; throws after two minutes. `nudge` is done once, soon after.
func eventually(
    after nudge: @escaping @Sendable () -> Void, _ condition: () async throws -> Bool
) async throws {
    let start = ContinuousClock.now
    var isDone = false
    try await eventually {
        if !isDone, ContinuousClock.now - start > .milliseconds(300) {
            isDone = true
            nudge()
        }
        return try await condition()
    }
}

/// Waits until a condition holds; throws after two minutes.
func eventually(_ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while try await !condition() {
        guard ContinuousClock.now < end else { throw WaitedTooLong() }
        try await Task.sleep(for: .milliseconds(5))
    }
}

struct WaitedTooLong: Error {}
