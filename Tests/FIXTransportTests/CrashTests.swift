import FIX
import Foundation
import Logging
import NIOConcurrencyHelpers
import Testing

@testable import FIXTransport

/// A memory store whose calls fail at random, before or after they did their work: to the driver
/// the same as a crash between any two steps, because it forgets everything and starts again.
private final class CrashingStore: SessionStore {
    struct Crash: Error {}
    let memory = MemoryStore()
    private let random: NIOLockedValueBox<SeededCuts>
    private let left: NIOLockedValueBox<Int>

    init(seed: UInt64, crashes: Int) {
        random = NIOLockedValueBox(SeededCuts(seed: seed))
        left = NIOLockedValueBox(crashes)
    }

    var crashesLeft: Int { left.withLockedValue { $0 } }

    private func perhapsCrash() throws {
        guard random.withLockedValue({ Int.random(in: 0..<25, using: &$0) }) == 0 else { return }
        let crashes = left.withLockedValue { left in
            left -= 1
            return left >= 0
        }
        if crashes { throw Crash() }
    }

    private func around<Result>(_ work: () async throws -> Result) async throws -> Result {
        try perhapsCrash()
        let result = try await work()
        try perhapsCrash()
        return result
    }

    func load() async throws -> SessionNumbers { try await memory.load() }
    func reset() async throws { try await around { try await memory.reset() } }
    func append(msgType: String, body: String) async throws -> NumberedMessage {
        try await around { try await memory.append(msgType: msgType, body: body) }
    }
    func receive(_ batch: [InboundMessage], next: Int64) async throws {
        try await around { try await memory.receive(batch, next: next) }
    }
    func resend(from: Int64, through: Int64) async throws -> [StoredMessage] {
        try await around { try await memory.resend(from: from, through: through) }
    }
    func dispatch(limit: Int) async throws -> [StoredMessage] {
        try await around { try await memory.dispatch(limit: limit) }
    }
    func prepareToSleep() async throws -> Bool { try await memory.prepareToSleep() }
}

@Suite("Crashes")
struct CrashTests {
    private static let settings: DriverSettings = {
        var settings = DriverSettings()
        settings.settleTime = .milliseconds(2)
        settings.lingerTime = .milliseconds(20)
        settings.dispatchLimit = 3
        settings.receiveLimit = 4
        settings.resendChunk = 5
        settings.dispatchPoll = .milliseconds(50)
        return settings
    }()

    @Test(
        "crashes between any two steps of either side lose nothing and repeat nothing",
        .timeLimit(.minutes(5)), arguments: 0..<6)
    func crashes(_ round: Int) async throws {
        let seed =
            ProcessInfo.processInfo.environment["FIX_SEED"].flatMap { UInt64($0) }
            ?? UInt64.random(in: 0...UInt64.max)
        print("crashes: repeat with FIX_SEED=\(seed)")
        let near = CrashingStore(seed: seed &+ UInt64(round), crashes: 25)
        let far = CrashingStore(seed: ~seed &+ UInt64(round), crashes: 25)
        let names = (0..<300).map { "M\($0)" }
        for name in names {
            near.memory.submit(msgType: "D", body: FieldText.of((Tag.clOrdID, name)))
            far.memory.submit(msgType: "8", body: FieldText.of((Tag.clOrdID, name)))
        }
        var logger = Logger(label: "crash")
        logger.logLevel = .critical
        let acceptor = AcceptorTransport(
            host: "127.0.0.1", port: 0, drivers: [driver(.acceptor, far, logger)], logger: logger)
        let listening = Task { try await acceptor.run() }
        let port = try #require(await acceptor.listeningPort())
        let dialling = Task { [logger] in
            while !Task.isCancelled {
                let initiator = InitiatorTransport(
                    driver: driver(.initiator, near, logger), host: "127.0.0.1", port: port,
                    backoff: Backoff(first: .milliseconds(2), longest: .milliseconds(10)),
                    logger: logger)
                // As after a restart of the process: a new driver over the same store.
                do { try await initiator.run() } catch {}
            }
        }
        let arrived = try await eventually(within: .seconds(90)) {
            near.memory.received.count >= names.count && far.memory.received.count >= names.count
        }
        #expect(arrived)
        #expect(LoopbackPair.names(near.memory) == names)
        #expect(LoopbackPair.names(far.memory) == names)
        #expect(near.crashesLeft < 25, "something crashed")
        #expect(far.crashesLeft < 25, "something crashed")
        dialling.cancel()
        await dialling.value
        acceptor.shutdown()
        try await listening.value
    }

    private func driver(
        _ role: SessionConfiguration.Role, _ store: CrashingStore, _ logger: Logger
    ) -> SessionDriver {
        let isInitiator = role == .initiator
        return SessionDriver(
            configuration: SessionConfiguration(
                role: role, senderCompID: isInitiator ? "DESK" : "EXCH",
                targetCompID: isInitiator ? "EXCH" : "DESK", heartbeatSeconds: 5),
            store: store, settings: Self.settings, logger: logger)
    }
}
