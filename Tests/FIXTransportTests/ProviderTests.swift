import FIX
import Logging
import NIOConcurrencyHelpers
import Testing

@testable import FIXTransport

/// Sessions whose drivers are made when somebody logs on.
@Suite("Provided drivers")
struct ProviderTests {
    /// Knows everybody who calls EXCH, keeps one store for each caller, and counts its calls.
    private final class AnyCaller: Sendable {
        struct Unwilling: Error {}
        let stores = NIOLockedValueBox<[String: MemoryStore]>([:])
        let asked = NIOLockedValueBox<[String]>([])
        let settings: DriverSettings
        let logger: Logger

        init(_ settings: DriverSettings, _ logger: Logger) {
            self.settings = settings
            self.logger = logger
        }

        func driver(_ logon: ArrivingLogon) async throws -> SessionDriver? {
            asked.withLockedValue { $0.append(logon.senderCompID) }
            guard logon.targetCompID == "EXCH" else { return nil }
            guard logon.message[Tag.username] != "FAIL" else { throw Unwilling() }
            let them = logon.message[Tag.username] == "MIXUP" ? "SOMEBODY" : logon.senderCompID
            let store = stores.withLockedValue { stores in
                let store = stores[logon.senderCompID] ?? MemoryStore()
                stores[logon.senderCompID] = store
                return store
            }
            return SessionDriver(
                configuration: SessionConfiguration(
                    role: .acceptor, senderCompID: "EXCH", targetCompID: them),
                store: store, settings: settings, logger: logger)
        }
    }

    private func withAcceptor(
        _ body: (Int, AnyCaller, AcceptorTransport) async throws -> Void
    ) async throws {
        var logger = Logger(label: "provider")
        logger.logLevel = .critical
        var settings = DriverSettings()
        settings.lingerTime = .milliseconds(50)
        let caller = AnyCaller(settings, logger)
        let fixed = SessionDriver(
            configuration: SessionConfiguration(
                role: .acceptor, senderCompID: "EXCH", targetCompID: "FIXED"),
            store: MemoryStore(), settings: settings, logger: logger)
        let acceptor = AcceptorTransport(
            host: "127.0.0.1", port: 0, drivers: [fixed], provider: caller.driver,
            settings: settings, logger: logger)
        let task = Task { try await acceptor.run() }
        let port = try #require(await acceptor.listeningPort())
        try await body(port, caller, acceptor)
        acceptor.shutdown()
        try await task.value
    }

    @Test("anybody the provider knows may log on, and finds his numbers again")
    func anybody() async throws {
        try await withAcceptor { port, caller, _ in
            for name in ["ALPHA", "BETA"] {
                let peer = try await RawPeer(port: port, from: name)
                try await peer.write(peer.logon() + peer.frame("D", 2))
                #expect(try await eventually { peer.types == ["A"] })
                let store = try #require(caller.stores.withLockedValue { $0[name] })
                #expect(try await eventually { store.received.map(\.sequence) == [2] })
                try await peer.close()
            }
            let again = try await RawPeer(port: port, from: "ALPHA")
            try await again.write(again.logon(3))
            #expect(try await eventually { again.messages.map(\.sequence) == [2] })
            #expect(caller.asked.withLockedValue { $0 } == ["ALPHA", "BETA", "ALPHA"])
        }
    }

    @Test("a fixed driver comes before the provider")
    func fixedFirst() async throws {
        try await withAcceptor { port, caller, _ in
            let peer = try await RawPeer(port: port, from: "FIXED")
            try await peer.write(peer.logon())
            #expect(try await eventually { peer.types == ["A"] })
            #expect(caller.asked.withLockedValue { $0 }.isEmpty)
        }
    }

    @Test("a second connection of one identity is hung up on and the first not disturbed")
    func duplicateIdentity() async throws {
        try await withAcceptor { port, caller, _ in
            let first = try await RawPeer(port: port, from: "ALPHA")
            try await first.write(first.logon())
            #expect(try await eventually { first.types == ["A"] })
            let second = try await RawPeer(port: port, from: "ALPHA")
            try await second.write(second.logon(2))
            #expect(try await eventually { second.isClosed })
            #expect(second.types.isEmpty)
            #expect(caller.asked.withLockedValue { $0 } == ["ALPHA"], "not asked for the second")
            try await first.write(first.frame("1", 2, "112=STILL\u{1}"))
            #expect(try await eventually { first.types == ["A", "0"] })
            #expect(!first.isClosed)
        }
    }

    @Test("two connections of one identity that log on at once: one of them is served")
    func race() async throws {
        try await withAcceptor { port, _, _ in
            let peers = [
                try await RawPeer(port: port, from: "ALPHA"),
                try await RawPeer(port: port, from: "ALPHA"),
            ]
            // The one that is refused may be hung up on before its write is done.
            async let one: Void? = try? peers[0].write(peers[0].logon())
            async let two: Void? = try? peers[1].write(peers[1].logon())
            _ = await (one, two)
            #expect(try await eventually { peers.filter(\.isClosed).count == 1 })
            let served = try #require(peers.first { !$0.isClosed })
            #expect(try await eventually { served.types == ["A"] })
            let refusedTypes = peers.filter(\.isClosed).flatMap(\.types)
            #expect(refusedTypes.isEmpty)
        }
    }

    @Test("whoever hangs up and dials again at once is served", .timeLimit(.minutes(5)))
    func quickReturn() async throws {
        try await withAcceptor { port, _, _ in
            for round in Int64(0)..<20 {
                let peer = try await RawPeer(port: port, from: "ALPHA")
                try await peer.write(peer.logon(round + 1))
                #expect(try await eventually { peer.types == ["A"] })
                try await peer.close()
            }
        }
    }

    @Test(
        "whom the provider does not take is hung up on without a word",
        arguments: ["unknown target", "error", "another's driver", "no logon", "no sender"])
    func refusals(_ kind: String) async throws {
        try await withAcceptor { port, caller, _ in
            let peer = try await RawPeer(
                port: port, from: kind == "no sender" ? "" : "ALPHA",
                to: kind == "unknown target" ? "WHAT" : "EXCH")
            let name = ["error": "FAIL", "another's driver": "MIXUP"][kind] ?? "NAME"
            let body = "98=0\u{1}108=30\u{1}553=\(name)\u{1}"
            try await peer.write(peer.frame(kind == "no logon" ? "D" : "A", 1, body))
            #expect(try await eventually { peer.isClosed })
            #expect(peer.types.isEmpty)
            // The identity is free again.
            let next = try await RawPeer(port: port, from: "ALPHA")
            try await next.write(next.logon())
            #expect(try await eventually { next.types == ["A"] })
        }
    }

    @Test("a shutdown says goodbye to provided sessions too")
    func goodbye() async throws {
        try await withAcceptor { port, _, acceptor in
            let peer = try await RawPeer(port: port, from: "ALPHA")
            try await peer.write(peer.logon())
            #expect(try await eventually { peer.types == ["A"] })
            acceptor.shutdown()
            #expect(try await eventually { peer.types == ["A", "5"] })
        }
    }
}
