public import Logging
public import NIOCore
public import NIOPosix

/// Listens for the other sides of several sessions. The first message of a connection must be a
/// logon whose CompIDs name one of them, or one that the provider knows; a session has one
/// connection at a time, and who comes second is hung up on without disturbing the first.
public final class AcceptorTransport: Sendable {
    /// Finds or makes the driver of a session that is in no fixed list; nil hangs up without a
    /// word. It is asked again at every logon, and never while a connection of the same identity
    /// stands; so it may return the driver of last time (its numbers go on) or a new one. The
    /// driver must be an acceptor's with the CompIDs of the logon. An error counts as nil.
    public typealias DriverProvider =
        @Sendable (_ logon: ArrivingLogon) async throws -> SessionDriver?

    let host: String
    let port: Int
    let drivers: [SessionDriver]
    let provider: DriverProvider?
    let settings: DriverSettings
    let tls: TLSSettings?
    let group: any EventLoopGroup
    let logger: Logger
    let state = AcceptorState()

    /// - Parameters:
    ///   - port: 0 for any free one; see `listeningPort()`.
    ///   - drivers: the sessions known beforehand; may be empty when there is a provider.
    ///   - provider: asked for a driver when no fixed one matches a logon.
    ///   - settings: bounds of a connection while nobody knows whose it is and after; nil takes
    ///     those of the first fixed driver.
    ///   - tls: nil listens in the clear. Its files are read when `run()` begins.
    public init(
        host: String, port: Int, drivers: [SessionDriver], provider: DriverProvider? = nil,
        settings: DriverSettings? = nil, tls: TLSSettings? = nil,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton, logger: Logger
    ) {
        self.host = host
        self.port = port
        self.drivers = drivers
        self.provider = provider
        self.settings = settings ?? drivers.first?.settings ?? DriverSettings()
        self.tls = tls
        self.group = group
        self.logger = logger
    }

    /// Listens until `shutdown()` or cancellation; throws when the port cannot be had or a
    /// TLS file cannot be read. An error of one session's store ends that session's connection
    /// only.
    public func run() async throws {
        try await listenUntilShutDown()
    }

    /// The port that is listened on, as soon as it is; nil when `run()` ended before.
    public func listeningPort() async -> Int? {
        await state.listeningPort()
    }

    /// Logs every session out, closes and lets `run()` return.
    public func shutdown() {
        for driver in drivers { driver.mailbox.requestShutdown() }
        state.requestShutdown()
    }
}
