public import FIX
public import Logging

/// Runs one session: its rules, its store and its socket, one step after the other in one task.
/// Outbound: the store commits, then the socket is written. Inbound: the store commits, then
/// anything that acknowledges is written. A crash between any two steps is what FIX's own gap
/// recovery repairs.
public actor SessionDriver {
    public nonisolated let configuration: SessionConfiguration
    let store: any SessionStore
    let settings: DriverSettings
    let logger: Logger
    let encoder: FrameEncoder
    let now: @Sendable () -> Int64
    nonisolated let mailbox = Mailbox()
    var session: Session
    var nextOutbound: Int64 = 1
    /// As the store has it; the session's own may be ahead of it while effects are carried out.
    var nextInbound: Int64 = 1
    var isLoaded = false
    var isServing = false

    /// - Parameter now: the clock, in microseconds since 1970.
    public init(
        configuration: SessionConfiguration, store: any SessionStore,
        settings: DriverSettings = DriverSettings(), logger: Logger,
        now: @escaping @Sendable () -> Int64 = { WallClock.now() }
    ) {
        self.configuration = configuration
        self.store = store
        self.settings = settings
        self.logger = logger
        self.now = now
        self.session = Session(configuration: configuration, expected: 1)
        self.encoder = FrameEncoder(
            beginString: configuration.beginString, senderCompID: configuration.senderCompID,
            targetCompID: configuration.targetCompID, precision: settings.timestampPrecision)
    }

    /// Messages wait in the store: dispatch now. Safe from anywhere, at any rate.
    public nonisolated func wake() {
        mailbox.wake()
    }

    /// Says goodbye on the connection that is up. An initiator dials again after its backoff.
    public nonisolated func logOut(text: String? = nil) {
        mailbox.requestLogOut(text)
    }
}
