import FIX
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import FIXTransport

/// Sessions over TLS, with certificates made here.
@Suite("TLS")
struct TLSTests {
    private static let certificates = Task { try await TestCertificates() }

    private let logger: Logger = {
        var logger = Logger(label: "tls")
        logger.logLevel = .critical
        return logger
    }()

    /// What people are told of the initiator's session.
    private final class TalkingStore: SessionStore {
        let memory = MemoryStore()
        let told = Telling()

        func load() async throws -> SessionNumbers { try await memory.load() }
        func reset() async throws { try await memory.reset() }
        func append(msgType: String, body: String) async throws -> NumberedMessage {
            try await memory.append(msgType: msgType, body: body)
        }
        func receive(_ batch: [InboundMessage], next: Int64) async throws {
            try await memory.receive(batch, next: next)
        }
        func resend(from: Int64, through: Int64) async throws -> [StoredMessage] {
            try await memory.resend(from: from, through: through)
        }
        func dispatch(limit: Int) async throws -> [StoredMessage] {
            try await memory.dispatch(limit: limit)
        }
        func status(_ status: SessionStatus, detail: String?) async throws {
            told.add("\(status.rawValue) \(detail ?? "")")
        }
    }

    /// Runs an acceptor and one initiator that dials it; the body sees what is told of both.
    private func withPair(
        _ listening: TLSSettings?, _ dialling: TLSSettings?,
        _ body: (TalkingStore, MemoryStore, SessionDriver) async throws -> Void
    ) async throws {
        var settings = DriverSettings()
        settings.lingerTime = .milliseconds(50)
        settings.settleTime = .milliseconds(5)
        let store = TalkingStore()
        let acceptorStore = MemoryStore()
        let initiator = SessionDriver(
            configuration: SessionConfiguration(
                role: .initiator, senderCompID: "DESK", targetCompID: "EXCH"),
            store: store, settings: settings, logger: logger)
        let acceptor = AcceptorTransport(
            host: "127.0.0.1", port: 0,
            drivers: [
                SessionDriver(
                    configuration: SessionConfiguration(
                        role: .acceptor, senderCompID: "EXCH", targetCompID: "DESK"),
                    store: acceptorStore, settings: settings, logger: logger)
            ], tls: listening, logger: logger)
        let accepting = Task { try await acceptor.run() }
        let port = try #require(await acceptor.listeningPort())
        let transport = InitiatorTransport(
            driver: initiator, host: "127.0.0.1", port: port,
            backoff: Backoff(first: .milliseconds(5), longest: .milliseconds(20)),
            tls: dialling, logger: logger)
        let running = Task { try await transport.run() }
        try await body(store, acceptorStore, initiator)
        transport.shutdown()
        try await running.value
        acceptor.shutdown()
        try await accepting.value
    }

    private func server(
        _ name: String = "server", client: Bool = false, limit: Duration = .seconds(60)
    ) async throws -> TLSSettings {
        let certificates = try await Self.certificates.value
        return TLSSettings(
            trustRoots: .file(certificates.chain("root")),
            certificateChainPath: certificates.chain(name),
            privateKeyPath: certificates.key(name), requiresClientCertificate: client,
            handshakeLimit: limit)
    }

    private func client(
        trusting root: String = "root", expecting name: String? = TestCertificates.name,
        showing own: String? = nil, limit: Duration = .seconds(60)
    ) async throws -> TLSSettings {
        let certificates = try await Self.certificates.value
        return TLSSettings(
            trustRoots: .file(certificates.chain(root)),
            certificateChainPath: own.map(certificates.chain),
            privateKeyPath: own.map(certificates.key), serverName: name,
            handshakeLimit: limit)
    }

    @Test("orders and reports go both ways over TLS", arguments: [false, true])
    func good(_ mutual: Bool) async throws {
        let dialling = try await client(showing: mutual ? "client" : nil)
        try await withPair(await server(client: mutual), dialling) {
            store, acceptorStore, initiator in
            for number in 0..<500 {
                store.memory.submit(msgType: "D", body: "11=\(number)\u{1}")
            }
            initiator.wake()
            let haveCome = try await eventually { acceptorStore.received.count == 500 }
            #expect(haveCome)
            #expect(store.told.lines.contains("logged_on "))
        }
    }

    @Test("a certificate may name the address that is dialled")
    func address() async throws {
        try await withPair(await server("address"), await client(expecting: nil)) { store, _, _ in
            let isLoggedOn = try await eventually { store.told.lines.contains("logged_on ") }
            #expect(isLoggedOn)
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var server: String? = "server"
        var clientNeeded = false
        var root = "root"
        var name: String? = TestCertificates.name
        var own: String?
        var isPlainClient = false
        let reason: String
    }

    static let refusals = [
        Refusal(
            testDescription: "another name", name: "other.test",
            reason: "another name than 'other.test'"),
        Refusal(testDescription: "an address it does not name", name: nil, reason: "another name"),
        Refusal(
            testDescription: "signed by a stranger", root: "stranger",
            reason: "not signed by anybody we trust"),
        Refusal(testDescription: "expired", server: "expired", reason: "certificate has expired"),
        Refusal(
            testDescription: "no certificate of ours", clientNeeded: true,
            reason: "demands a certificate of ours"),
        Refusal(
            testDescription: "our certificate is a stranger's", clientNeeded: true,
            own: "strange", reason: "unknown ca"),
        Refusal(
            testDescription: "our certificate has expired", clientNeeded: true, own: "expired",
            reason: "certificate expired"),
        Refusal(testDescription: "the other side speaks plainly", server: nil, reason: "TLS"),
        Refusal(
            testDescription: "we speak plainly", isPlainClient: true,
            reason: "connection closed by the other side"),
    ]

    @Test("nobody logs on, and the status says why", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        var (listening, dialling): (TLSSettings?, TLSSettings?)
        if let name = refusal.server {
            listening = try await server(name, client: refusal.clientNeeded)
        }
        if !refusal.isPlainClient {
            dialling = try await client(
                trusting: refusal.root, expecting: refusal.name, showing: refusal.own)
        }
        try await withPair(listening, dialling) { store, acceptorStore, _ in
            let isTold = try await eventually {
                store.told.lines.contains { $0.hasPrefix("down") && $0.contains(refusal.reason) }
            }
            #expect(isTold, "told instead: \(store.told.lines.suffix(4))")
            #expect(acceptorStore.statuses.isEmpty, "no session began")
            #expect(store.memory.received.isEmpty)
        }
    }

    @Test("a handshake that is never finished ends in time", .timeLimit(.minutes(5)))
    func halfHandshake() async throws {
        let acceptor = AcceptorTransport(
            host: "127.0.0.1", port: 0, drivers: [], provider: { _ in nil },
            tls: try await server(limit: .milliseconds(500)), logger: logger)
        let task = Task { try await acceptor.run() }
        let peer = try await RawPeer(port: try #require(await acceptor.listeningPort()))
        // The beginning of a client's first record.
        // The busy machine may have hung up already.
        try? await peer.write([0x16, 0x03, 0x01, 0x02, 0x00])
        #expect(try await eventually { peer.isClosed })
        acceptor.shutdown()
        try await task.value
    }

    @Test("a listener that never answers the handshake is given up in time")
    func silentListener() async throws {
        let silent = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let store = TalkingStore()
        let transport = InitiatorTransport(
            driver: SessionDriver(
                configuration: SessionConfiguration(
                    role: .initiator, senderCompID: "DESK", targetCompID: "EXCH"),
                store: store, logger: logger),
            host: "127.0.0.1", port: try #require(silent.localAddress?.port),
            tls: try await client(limit: .milliseconds(500)), logger: logger)
        let task = Task { try await transport.run() }
        #expect(
            try await eventually {
                store.told.lines.contains { $0.contains("TLS: no handshake within 0.5 seconds") }
            })
        transport.shutdown()
        try await task.value
        try await silent.close()
    }

    @Test("files that cannot be used are named")
    func files() async throws {
        let certificates = try await Self.certificates.value
        let chain = certificates.chain("client")
        let key = certificates.key("client")
        let junk = try certificates.write("nothing", to: "junk.pem")
        func error(
            _ change: (inout TLSSettings) -> Void, host: String = "exchange.test"
        ) -> TLSError? {
            var settings = TLSSettings(
                trustRoots: .file(certificates.chain("root")), certificateChainPath: chain,
                privateKeyPath: key)
            change(&settings)
            do {
                _ = try TLSContext(dialling: host, settings)
                return nil
            } catch {
                return error
            }
        }
        #expect(error { _ in } == nil)
        #expect(
            error { $0.trustRoots = .file("/no/roots") }
                == .unreadable(path: "/no/roots", reason: "No such file or directory"))
        #expect(error { $0.trustRoots = .file(junk) } == .noCertificate(path: junk))
        #expect(error { $0.certificateChainPath = junk } == .noCertificate(path: junk))
        #expect(error { $0.privateKeyPath = junk } == .noKey(path: junk))
        #expect(error { $0.privateKeyPath = nil } == .certificateWithoutKey)
        #expect(error { $0.certificateChainPath = nil } == .keyWithoutCertificate)
        let other = certificates.key("server")
        #expect(
            error { $0.privateKeyPath = other }
                == .keyOfAnotherCertificate(certificate: chain, key: other))
        #expect(error { $0.serverName = "" } == .badServerName(""))
        #expect(error { $0.serverName = "10.0.0.1" } == .badServerName("10.0.0.1"))
        #expect(throws: TLSError.certificateMissing) {
            try TLSContext(listening: TLSSettings())
        }
    }

    @Test("an acceptor without its files does not listen, an initiator says so and goes on")
    func missingFiles() async throws {
        let acceptor = AcceptorTransport(
            host: "127.0.0.1", port: 0, drivers: [],
            tls: TLSSettings(certificateChainPath: "/no/chain", privateKeyPath: "/no/key"),
            logger: logger)
        await #expect(throws: TLSError.self) { try await acceptor.run() }
        #expect(await acceptor.listeningPort() == nil)
        try await withPair(server(), TLSSettings(trustRoots: .file("/no/roots"))) { store, _, _ in
            let isTold = try await eventually {
                store.told.lines.contains {
                    $0.contains("TLS file /no/roots cannot be read: No such file")
                }
            }
            #expect(isTold)
        }
    }
}
