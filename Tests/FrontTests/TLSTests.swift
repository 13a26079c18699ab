import Foundation
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import PrivateDesk
import ServiceLifecycle
import Testing

@testable import Front

/// The front with a certificate of its own, over real sockets.
@Suite struct TLSTests {
    /// What came, and the certificate's common name; until the server closes.
    final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private var text = ""
        private let done: EventLoopPromise<String>

        init(_ done: EventLoopPromise<String>) { self.done = done }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            text += String(buffer: unwrapInboundIn(data))
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            done.fail(error)
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { done.succeed(text) }
    }

    /// A certificate for localhost that signs itself, in a folder of its own.
    static func makeCertificate(
        in folder: URL, name: String
    ) async throws -> FrontConfiguration.TLSFiles {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let made = try await TestCertificate(
            in: folder.path, commonName: name, names: ["DNS:localhost"])
        return FrontConfiguration.TLSFiles(certificate: made.path, key: made.keyPath)
    }

    /// One request by TLS; the server's certificate must be the one given.
    func get(_ path: String, port: Int, trusting certificate: String) async throws -> String {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(certificate))
        let context = try NIOSSLContext(configuration: configuration)
        let group = MultiThreadedEventLoopGroup.singleton
        let done = group.next().makePromise(of: String.self)
        let channel = try await ClientBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        try NIOSSLClientHandler(context: context, serverHostname: "localhost"),
                        Collector(done),
                    ])
                }
            }.connect(host: "127.0.0.1", port: port).get()
        try? await channel.writeAndFlush(
            ByteBuffer(
                string: "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        return try await done.futureResult.get()
    }

    func withFront(
        _ files: FrontConfiguration.TLSFiles, _ test: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        var configuration = TestFront(database: UnreachableDatabase(.poolExhausted)).configuration
        configuration.tls = files
        configuration.isSecure = true
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = try await FrontApplication.build(
            configuration, database: UnreachableDatabase(.poolExhausted),
            logger: TestDeskFront.quiet
        ) { port.yield($0) }
        let group = ServiceGroup(
            configuration: .init(services: [application], logger: TestDeskFront.quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            try await test(try #require(await iterator.next()))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test func `it serves by TLS and tells browsers to stay; plain text gets nothing`() async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try await Self.makeCertificate(in: folder, name: "first")
        try await withFront(files) { port in
            let answer = try await get("/healthz", port: port, trusting: files.certificate)
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            #expect(answer.lowercased().contains("strict-transport-security: max-age=31536000"))
            let plain = try RawClient(port: port)
            _ = plain.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            let (text, isClosed) = try await plain.receive(until: .seconds(60))
            #expect(!text.contains("HTTP") && isClosed)
        }
    }

    @Test func `a new certificate serves the next connection; a broken one changes nothing`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try await Self.makeCertificate(in: folder, name: "first")
        let first = folder.appending(path: "first.pem").path
        try FileManager.default.copyItem(atPath: files.certificate, toPath: first)
        let certificates = try Certificates(files, logger: TestDeskFront.quiet)
        let before = certificates.context
        certificates.reloadIfChanged()
        #expect(certificates.context === before)
        try Data("nonsense".utf8).write(to: URL(filePath: files.certificate))
        certificates.reloadIfChanged()
        #expect(certificates.context === before)
        _ = try await Self.makeCertificate(in: folder, name: "second")
        certificates.reloadIfChanged()
        #expect(certificates.context !== before)
        #expect(throws: Certificates.Unusable.self) {
            try Certificates(.init(certificate: "/none", key: "/none"), logger: TestDeskFront.quiet)
        }
        try await withFront(files) { port in
            _ = try await get("/healthz", port: port, trusting: files.certificate)
            await #expect(throws: (any Error).self) {
                try await get("/healthz", port: port, trusting: first)
            }
        }
    }
}
