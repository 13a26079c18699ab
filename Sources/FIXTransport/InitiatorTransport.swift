public import Logging
public import NIOCore
public import NIOPosix

/// Dials the other side of one session, runs the session's driver over the connection and dials
/// again, with growing pauses, for as long as it runs.
public final class InitiatorTransport: Sendable {
    let driver: SessionDriver
    let host: String
    let port: Int
    let backoff: Backoff
    let connectTimeout: Duration
    let tls: TLSSettings?
    let group: any EventLoopGroup
    let logger: Logger

    /// - Parameter tls: nil speaks in the clear. Its files are read at every attempt, so that
    ///   a renewed certificate is used; one that cannot be read is an attempt that failed.
    public init(
        driver: SessionDriver, host: String, port: Int, backoff: Backoff = Backoff(),
        connectTimeout: Duration = .seconds(10), tls: TLSSettings? = nil,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton, logger: Logger
    ) {
        self.driver = driver
        self.host = host
        self.port = port
        self.backoff = backoff
        self.connectTimeout = connectTimeout
        self.tls = tls
        self.group = group
        self.logger = logger
    }

    /// Runs until `shutdown()` (then it returns), cancellation (the connection is cut without a
    /// goodbye) or an error of the store, which is thrown: whoever runs the session decides
    /// whether it may go on, for instance after the lease was taken again.
    public func run() async throws {
        try await dialUntilShutDown()
    }

    /// Logs out, closes and lets `run()` return. Safe from anywhere, more than once.
    public func shutdown() {
        driver.mailbox.requestShutdown()
    }
}
