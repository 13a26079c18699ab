internal import NIOCore
internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Settings with their files read: makes the handlers of a connection.
struct TLSContext: Sendable {
    private enum Side: Sendable {
        case initiator(serverName: String?)
        case acceptor
    }

    private let context: NIOSSLContext
    private let side: Side
    private let handshakeLimit: Duration

    /// For the side that dials.
    init(dialling host: String, _ settings: TLSSettings) throws(TLSError) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .fullVerification
        if let identity = try Self.identity(settings) {
            configuration.certificateChain = identity.chain
            configuration.privateKey = .privateKey(identity.key)
        }
        let name = settings.serverName ?? host
        // An address cannot be asked for by name; the library compares it with the socket's.
        let isAddress = (try? SocketAddress(ipAddress: name, port: 0)) != nil
        guard !name.isEmpty, name.utf8.count <= Self.longestName, !name.utf8.contains(0),
            !isAddress || name == host
        else { throw .badServerName(name) }
        context = try Self.context(&configuration, settings)
        side = .initiator(serverName: isAddress ? nil : name)
        handshakeLimit = settings.handshakeLimit
    }

    /// For the side that listens.
    init(listening settings: TLSSettings) throws(TLSError) {
        guard let identity = try Self.identity(settings) else { throw .certificateMissing }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: identity.chain, privateKey: .privateKey(identity.key))
        // Clients have no host name; the chain and its dates are checked.
        configuration.certificateVerification =
            settings.requiresClientCertificate ? .noHostnameVerification : .none
        context = try Self.context(&configuration, settings)
        side = .acceptor
        handshakeLimit = settings.handshakeLimit
    }

    /// Adds encryption to a new channel; call on its event loop, before other handlers.
    /// - Returns: succeeds when the other side is who it must be; fails with a `TLSFailure`.
    func install(in channel: any Channel) throws -> EventLoopFuture<Void> {
        let pipeline = channel.pipeline.syncOperations
        switch side {
        case .initiator(let name):
            try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: name))
        case .acceptor:
            try pipeline.addHandler(NIOSSLServerHandler(context: context))
        }
        let done = channel.eventLoop.makePromise(of: Void.self)
        let name: String? = if case .initiator(let name) = side { name } else { nil }
        try pipeline.addHandler(TLSWatch(limit: handshakeLimit, serverName: name, done: done))
        return done.futureResult
    }

    private static let longestName = 255

    private static func context(
        _ configuration: inout TLSConfiguration, _ settings: TLSSettings
    ) throws(TLSError) -> NIOSSLContext {
        configuration.minimumTLSVersion = .tlsv12
        switch settings.trustRoots {
        case .system: configuration.trustRoots = .default
        case .file(let path):
            configuration.trustRoots = .certificates(try certificates(path))
        }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            guard let chain = settings.certificateChainPath, let key = settings.privateKeyPath
            else { throw .unusable("\(error)") }
            throw .keyOfAnotherCertificate(certificate: chain, key: key)
        }
    }

    private static func identity(
        _ settings: TLSSettings
    ) throws(TLSError) -> (chain: [NIOSSLCertificateSource], key: NIOSSLPrivateKey)? {
        switch (settings.certificateChainPath, settings.privateKeyPath) {
        case (nil, nil): return nil
        case (_?, nil): throw .certificateWithoutKey
        case (nil, _?): throw .keyWithoutCertificate
        case (let chain?, let key?):
            return (try certificates(chain).map { .certificate($0) }, try privateKey(key))
        }
    }

    private static func certificates(_ path: String) throws(TLSError) -> [NIOSSLCertificate] {
        try mustBeReadable(path)
        do {
            return try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw .noCertificate(path: path)
        }
    }

    private static func privateKey(_ path: String) throws(TLSError) -> NIOSSLPrivateKey {
        try mustBeReadable(path)
        do {
            return try NIOSSLPrivateKey(file: path, format: .pem)
        } catch {
            throw .noKey(path: path)
        }
    }

    private static func mustBeReadable(_ path: String) throws(TLSError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        close(descriptor)
    }
}
