public import FIX
public import Logging
internal import NIOConcurrencyHelpers

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
    /// The connection that is served, for whoever has to cut it while the driver is busy.
    nonisolated let served = NIOLockedValueBox<Connection?>(nil)
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

    /// Ends the connection that is up at once: nothing more is read or written, not even what
    /// waits, although a call of the store may still be under way. For one who may no longer
    /// speak for the session. An initiator dials again after its backoff unless its `run` was
    /// cancelled before.
    public nonisolated func cut() {
        served.withLockedValue { $0 }?.cut("cut by ourselves")
    }
}
