import FIX
import Foundation
import Testing

@testable import FIXTransport

@Suite("Sessions over TCP")
struct TransportTests {
    @Test("messages pass both ways in order, and a shutdown logs out", .timeLimit(.minutes(5)))
    func bothWays() async throws {
        let pair = try await LoopbackPair()
        let names = (0..<2000).map { "M\($0)" }
        for name in names {
            pair.submit(pair.initiatorStore, "D", name)
            pair.submit(pair.acceptorStore, "8", name)
        }
        let arrived = try await eventually {
            pair.acceptorStore.received.count == names.count
                && pair.initiatorStore.received.count == names.count
        }
        #expect(arrived)
        #expect(LoopbackPair.names(pair.acceptorStore) == names)
        #expect(LoopbackPair.names(pair.initiatorStore) == names)
        try await pair.shutDown()
        #expect(pair.initiatorStore.statuses == [.connecting, .loggedOn, .loggingOut, .down])
        #expect(pair.initiatorStore.numbers.nextInbound == pair.acceptorStore.numbers.nextOutbound)
        #expect(pair.acceptorStore.numbers.nextInbound == pair.initiatorStore.numbers.nextOutbound)
    }

    @Test(
        "connections cut at random bytes lose nothing and repeat nothing",
        .timeLimit(.minutes(5)), arguments: 0..<6)
    func randomCuts(_ round: Int) async throws {
        let seed =
            ProcessInfo.processInfo.environment["FIX_SEED"].flatMap { UInt64($0) }
            ?? UInt64.random(in: 0...UInt64.max)
        print("randomCuts: repeat with FIX_SEED=\(seed)")
        var random = SeededCuts(seed: seed &+ UInt64(round))
        let pair = try await LoopbackPair { _, settings in
            settings.dispatchLimit = 7
            settings.resendChunk = 13
        }
        let cuts = (0..<25).map { _ in Int.random(in: 1...6000, using: &random) }
        pair.relay.cut(after: cuts)
        pair.relay.cutAll()
        let names = (0..<600).map { "M\($0)" }
        for name in names {
            pair.submit(pair.initiatorStore, "D", name)
            pair.submit(pair.acceptorStore, "8", name)
            if Int.random(in: 0..<30, using: &random) == 0 {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        let arrived = try await eventually(within: .seconds(90)) {
            pair.acceptorStore.received.count >= names.count
                && pair.initiatorStore.received.count >= names.count
        }
        #expect(arrived)
        #expect(LoopbackPair.names(pair.acceptorStore) == names)
        #expect(LoopbackPair.names(pair.initiatorStore) == names)
        #expect(pair.relay.connections > 5, "connections were really cut")
        try await pair.shutDown()
    }

    @Test(
        "what waited while the line was down goes out after the next logon",
        .timeLimit(.minutes(5)))
    func queuedWhileDown() async throws {
        let pair = try await LoopbackPair()
        #expect(try await eventually { pair.acceptorStore.statuses.last == .loggedOn })
        pair.relay.cut(after: [0, 0, 0])
        pair.relay.cutAll()
        #expect(try await eventually { pair.initiatorStore.statuses.last != .loggedOn })
        pair.submit(pair.initiatorStore, "D", "late")
        #expect(try await eventually { LoopbackPair.names(pair.acceptorStore) == ["late"] })
        try await pair.shutDown()
    }

    @Test(
        "committed but unwritten messages are resent under their numbers",
        .timeLimit(.minutes(5)))
    func committedButUnwritten() async throws {
        let store = MemoryStore()
        // As after a crash between commit and write: numbered 1 to 3, none of it on the wire.
        store.submit(msgType: "D", body: FieldText.of((Tag.clOrdID, "A")))
        store.submit(msgType: "D", body: FieldText.of((Tag.clOrdID, "B")))
        _ = try await store.dispatch(limit: 2)
        _ = try await store.append(msgType: MessageType.heartbeat, body: "")
        let pair = try await LoopbackPair(initiatorStore: store)
        #expect(try await eventually { pair.acceptorStore.received.count == 2 })
        let received = pair.acceptorStore.received
        #expect(received.map(\.sequence) == [1, 2])
        #expect(received.allSatisfy { $0.possDup && $0.message.has(Tag.origSendingTime) })
        #expect(try await eventually { pair.acceptorStore.numbers.nextInbound >= 5 })
        pair.submit(store, "D", "C")
        #expect(try await eventually { LoopbackPair.names(pair.acceptorStore) == ["A", "B", "C"] })
        #expect(pair.acceptorStore.received.last?.possDup == false)
        try await pair.shutDown()
    }

    @Test("with 141=Y both sides start at 1 and forget", .timeLimit(.minutes(5)))
    func resetOnLogon() async throws {
        let pair = try await LoopbackPair(
            initiatorStore: MemoryStore(numbers: SessionNumbers(nextOutbound: 90, nextInbound: 4)),
            acceptorStore: MemoryStore(numbers: SessionNumbers(nextOutbound: 7, nextInbound: 55))
        ) { configuration, _ in
            configuration.resetOnLogon = true
            // On a busy machine a heartbeat could take the order's number.
            configuration.heartbeatSeconds = 300
        }
        pair.submit(pair.initiatorStore, "D", "first")
        #expect(try await eventually { pair.acceptorStore.received.count == 1 })
        #expect(pair.acceptorStore.received.first?.sequence == 2)
        #expect(pair.initiatorStore.resetCount == 1)
        #expect(pair.acceptorStore.resetCount == 1)
        try await pair.shutDown()
    }

    @Test("a crash without goodbye is noticed and the session comes back", .timeLimit(.minutes(5)))
    func cancelled() async throws {
        let pair = try await LoopbackPair()
        #expect(try await eventually { pair.acceptorStore.statuses.last == .loggedOn })
        pair.cancelInitiator()
        #expect(try await eventually { pair.acceptorStore.statuses.last == .down })
        await #expect(throws: CancellationError.self) { try await pair.shutDown() }
    }

    @Test("a password reaches the other side and no store", .timeLimit(.minutes(5)))
    func passwordIsNotStored() async throws {
        let pair = try await LoopbackPair { configuration, _ in
            configuration.username = "desk"
            configuration.password = "secret"
        }
        #expect(try await eventually { pair.acceptorStore.statuses.last == .loggedOn })
        #expect(!pair.initiatorStore.sent.contains { $0.body.contains("secret") })
        try await pair.shutDown()
    }
}

/// Random numbers that a seed repeats.
struct SeededCuts: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ (state >> 29)) &* 0xff51_afd7_ed55_8ccd
    }
}
