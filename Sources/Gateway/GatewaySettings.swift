public import FIXTransport

/// Intervals and bounds of the gateway.
public struct GatewaySettings: Sendable {
    /// How long leadership of a session outlives its leader's last sign of life: the time a
    /// standby waits after a crash.
    public var leaseSeconds = 3
    /// Well below the lease, so that a slow renewal loses nothing.
    public var renewInterval: Duration = .milliseconds(750)
    /// How often a standby tries to lead.
    public var acquireInterval: Duration = .milliseconds(500)
    /// How often `fix.sessions` is read for sessions that were added, changed or disabled.
    public var sessionsInterval: Duration = .seconds(5)
    public var heartbeatInterval: Duration = .seconds(1)
    public var driver = DriverSettings()
    public var backoff = Backoff()

    public init() {
        driver.dispatchLimit = Self.batchLimit
        driver.receiveLimit = Self.batchLimit
    }

    /// How long before the end of its lease a leader that could not renew it falls silent.
    static let silenceMargin: Duration = .milliseconds(500)

    /// A leader that could not renew for this long stops by itself, so that two never speak for
    /// one session.
    var silenceLimit: Duration { .seconds(leaseSeconds) - Self.silenceMargin }

    /// Messages of one transaction, either way: long enough to share its cost, short enough that
    /// what waits behind it waits for milliseconds.
    private static let batchLimit = 500
}
