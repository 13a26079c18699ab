public import Logging
public import NIOCore
public import NIOPosix

/// Listens for the other sides of several sessions. The first message of a connection must be a
/// logon whose CompIDs name one of them; a session has one connection at a time, and who comes
/// second is hung up on.
public final class AcceptorTransport: Sendable {
    let host: String
    let port: Int
    let drivers: [SessionDriver]
    let group: any EventLoopGroup
    let logger: Logger
    let state = AcceptorState()

    /// - Parameter port: 0 for any free one; see `listeningPort()`.
    public init(
        host: String, port: Int, drivers: [SessionDriver],
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton, logger: Logger
    ) {
        self.host = host
        self.port = port
        self.drivers = drivers
        self.group = group
        self.logger = logger
    }

    /// Listens until `shutdown()` or cancellation; throws when the port cannot be had. An error
    /// of one session's store ends that session's connection only.
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
