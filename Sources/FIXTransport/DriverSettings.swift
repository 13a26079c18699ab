public import FIX

/// Bounds of a session driver.
public struct DriverSettings: Sendable {
    /// Application messages claimed and written at a time.
    public var dispatchLimit = 100
    /// How long a sleeping driver waits for `wake()` before it looks by itself.
    public var dispatchPoll: Duration = .seconds(1)
    /// New messages wait so long after a logon, so that a resend request that follows the other
    /// side's logon is answered first and nothing is sent both as new and as a resend.
    public var settleTime: Duration = .milliseconds(100)
    /// Numbers asked of the store at a time while a resend request is answered.
    public var resendChunk: Int64 = 1000
    /// Application messages handed to the store at a time.
    public var receiveLimit = 1000
    /// Messages read ahead of the driver; then the socket is left unread.
    public var inboundLimit = 4096
    /// How long a socket may take no byte of ours before it counts as dead.
    public var writeStallLimit: Duration = .seconds(30)
    /// How long a socket that we closed is kept for the other side to read our last words.
    public var lingerTime: Duration = .seconds(2)
    public var maximumFrameBytes = FrameDecoder.defaultMaximumFrameBytes
    /// Digits of SendingTime; FIX 4.4 defines milliseconds.
    public var timestampPrecision = UTCTimestamp.Precision.milliseconds

    /// Asked on the socket's event loop right before every write: once it says no, nothing is
    /// written any more and the socket is closed. For one whose right to speak ends by the clock.
    public var mayWrite: @Sendable () -> Bool = { true }

    public init() {}
}
