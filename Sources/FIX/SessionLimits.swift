/// Every waiting time of a session, in microseconds unless the name says otherwise.
public struct SessionLimits: Sendable {
    /// A logon that nobody answers (initiator), or that never comes (acceptor).
    public var logonWait: Int64 = 10 * second
    /// A logout that is not answered, or after which the other side does not hang up.
    public var logoutWait: Int64 = 2 * second
    /// How far SendingTime (52) may be from our clock, both ways.
    public var sendingTimeTolerance: Int64 = 120 * second
    /// How long a gap may make no progress before it is asked for again on a live connection.
    public var gapPatience: Int64 = 30 * second
    /// How often a gap is asked for on one connection; then the session starts over.
    public var gapRequests = 3
    /// Test request after so many tenths of a heartbeat interval of silence…
    public var testRequestTenths: Int64 = 12
    /// …and disconnection after so many.
    public var silenceTenths: Int64 = 24
    /// The longest HeartBtInt accepted.
    public var maximumHeartbeatSeconds: Int64 = 3600

    public init() {}

    static let second = UTCTimestamp.microsecondsPerSecond
}
