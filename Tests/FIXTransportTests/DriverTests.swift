import FIX
import Logging
import NIOConcurrencyHelpers
import Testing

@testable import FIXTransport

/// A memory store that counts its calls and fails when told.
private final class FragileStore: SessionStore {
    struct Broken: Error {}
    let memory = MemoryStore()
    let failing = NIOLockedValueBox(false)
    let batches = NIOLockedValueBox<[Int]>([])
    let loads = NIOLockedValueBox(0)

    func load() async throws -> SessionNumbers {
        loads.withLockedValue { $0 += 1 }
        return try await memory.load()
    }
    func reset() async throws { try await memory.reset() }
    func append(msgType: String, body: String) async throws -> NumberedMessage {
        try await memory.append(msgType: msgType, body: body)
    }
    func receive(_ batch: [InboundMessage], next: Int64) async throws {
        let isApplied = batch.contains(where: \.isForApplication)
        guard !isApplied || !failing.withLockedValue({ $0 }) else { throw Broken() }
        batches.withLockedValue { $0.append(batch.count) }
        try await memory.receive(batch, next: next)
    }
    func resend(from: Int64, through: Int64) async throws -> [StoredMessage] {
        try await memory.resend(from: from, through: through)
    }
    func dispatch(limit: Int) async throws -> [StoredMessage] {
        try await memory.dispatch(limit: limit)
    }
}

@Suite("Driver")
struct DriverTests {
    private static let logger: Logger = {
        var logger = Logger(label: "driver")
        logger.logLevel = .critical
        return logger
    }()

    private func acceptor(_ store: any SessionStore) -> (SessionDriver, AcceptorTransport) {
        var settings = DriverSettings()
        settings.lingerTime = .milliseconds(50)
        settings.writeStallLimit = .milliseconds(300)
        let driver = SessionDriver(
            configuration: SessionConfiguration(
                role: .acceptor, senderCompID: "EXCH", targetCompID: "DESK"),
            store: store, settings: settings, logger: Self.logger)
        return (
            driver,
            AcceptorTransport(
                host: "127.0.0.1", port: 0, drivers: [driver], logger: Self.logger)
        )
    }

    @Test("many inbound messages are one call of the store", .timeLimit(.minutes(5)))
    func batching() async throws {
        let store = FragileStore()
        let (_, transport) = acceptor(store)
        let task = Task { try await transport.run() }
        let peer = try await RawPeer(port: try #require(await transport.listeningPort()))
        let orders = (Int64(2)...801).flatMap { peer.frame("D", $0) }
        try await peer.write(peer.logon() + orders)
        #expect(try await eventually { store.memory.received.count == 800 })
        let calls = store.batches.withLockedValue { $0.count }
        #expect(calls < 100)
        transport.shutdown()
        try await task.value
    }

    @Test("everything that comes is kept as it came, but for passwords")
    func everythingKept() async throws {
        let store = MemoryStore()
        let (_, transport) = acceptor(store)
        let task = Task { try await transport.run() }
        let peer = try await RawPeer(port: try #require(await transport.listeningPort()))
        let order = peer.frame("D", 2, "11=A\u{1}")
        let question = peer.frame("1", 3, "112=NAME\u{1}")
        try await peer.write(
            peer.frame("A", 1, "98=0\u{1}108=30\u{1}554=secret\u{1}") + order + question)
        #expect(try await eventually { peer.types == ["A", "0"] })
        let kept = store.kept
        #expect(kept.map(\.msgType) == ["A", "D", "1"])
        #expect(kept.dropFirst().map(\.raw) == [order, question])
        #expect(kept[0].message[Tag.password] == "******")
        #expect(store.received.map(\.raw) == [order])
        transport.shutdown()
        try await task.value
    }

    @Test("a driver that is cut closes at once, says nothing more, and may be dialled again")
    func cut() async throws {
        let store = MemoryStore()
        let (driver, transport) = acceptor(store)
        let task = Task { try await transport.run() }
        let port = try #require(await transport.listeningPort())
        driver.cut()
        let peer = try await RawPeer(port: port)
        try await peer.write(peer.logon())
        #expect(try await eventually { store.statuses.last == .loggedOn })
        driver.cut()
        store.submit(msgType: "8", body: "11=A\u{1}")
        driver.wake()
        #expect(try await eventually { peer.isClosed })
        #expect(peer.types == ["A"], "no goodbye, no report")
        #expect(try await eventually { store.statuses.last == .down })
        let again = try await RawPeer(port: port)
        try await again.write(again.logon(2))
        #expect(try await eventually { again.types.first == "A" })
        transport.shutdown()
        try await task.value
    }

    @Test("a store that fails ends the connection, and the numbers are read again")
    func failingStore() async throws {
        let store = FragileStore()
        let (_, transport) = acceptor(store)
        let task = Task { try await transport.run() }
        let port = try #require(await transport.listeningPort())
        let peer = try await RawPeer(port: port)
        store.failing.withLockedValue { $0 = true }
        try await peer.write(peer.logon() + peer.frame("D", 2, "11=A\u{1}"))
        #expect(try await eventually { peer.isClosed })
        store.failing.withLockedValue { $0 = false }
        let again = try await RawPeer(port: port)
        try await again.write(again.logon(3))
        #expect(try await eventually { again.types == ["A", "2"] })
        #expect(again.messages.last?[Tag.beginSeqNo] == "2", "the lost message is asked for")
        #expect(store.loads.withLockedValue { $0 } == 2)
        transport.shutdown()
        try await task.value
    }

    @Test("a peer that reads nothing is hung up on, and what it missed is kept")
    func stalledPeer() async throws {
        let store = MemoryStore()
        let (driver, transport) = acceptor(store)
        let task = Task { try await transport.run() }
        let peer = try await RawPeer(port: try #require(await transport.listeningPort()))
        try await peer.write(peer.logon())
        #expect(try await eventually { store.statuses.last == .loggedOn })
        try await peer.stopReading()
        let text = FieldText.of((Tag.text, String(repeating: "x", count: 10_000)))
        for _ in 0..<3000 { store.submit(msgType: "B", body: text) }
        driver.wake()
        #expect(try await eventually { store.statuses.last == .down })
        #expect(store.queuedCount > 0, "writing stopped when the socket was full")
        let kept = store.sent.count - 1 + store.queuedCount
        #expect(kept == 3000)
        transport.shutdown()
        try await task.value
    }

    @Test("an initiator's run throws what its store throws", .timeLimit(.minutes(5)))
    func initiatorThrows() async throws {
        let (_, transport) = acceptor(MemoryStore())
        let listening = Task { try await transport.run() }
        let port = try #require(await transport.listeningPort())
        struct NoLease: Error {}
        final class LeaselessStore: SessionStore {
            func load() async throws -> SessionNumbers { throw NoLease() }
            func reset() async throws {}
            func append(msgType: String, body: String) async throws -> NumberedMessage {
                throw NoLease()
            }
            func receive(_ batch: [InboundMessage], next: Int64) async throws {}
            func resend(from: Int64, through: Int64) async throws -> [StoredMessage] { [] }
            func dispatch(limit: Int) async throws -> [StoredMessage] { [] }
        }
        let driver = SessionDriver(
            configuration: SessionConfiguration(
                role: .initiator, senderCompID: "DESK", targetCompID: "EXCH"),
            store: LeaselessStore(), logger: Self.logger)
        let initiator = InitiatorTransport(
            driver: driver, host: "127.0.0.1", port: port, logger: Self.logger)
        await #expect(throws: NoLease.self) { try await initiator.run() }
        transport.shutdown()
        try await listening.value
    }

    @Test("a shutdown ends dialling at once, also between attempts", .timeLimit(.minutes(5)))
    func shutdownWhileDialling() async throws {
        let store = MemoryStore()
        let driver = SessionDriver(
            configuration: SessionConfiguration(
                role: .initiator, senderCompID: "DESK", targetCompID: "EXCH"),
            store: store, logger: Self.logger)
        // Port 1 is nobody's.
        let initiator = InitiatorTransport(
            driver: driver, host: "127.0.0.1", port: 1,
            backoff: Backoff(first: .seconds(3600), longest: .seconds(3600)), logger: Self.logger)
        let task = Task { try await initiator.run() }
        #expect(try await eventually { store.statuses == [.connecting, .down] })
        initiator.shutdown()
        try await task.value
    }
}
