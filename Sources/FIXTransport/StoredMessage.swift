/// An outbound message as a store keeps it: everything but the parts of the header that are the
/// same for the whole session.
public struct StoredMessage: Sendable, Equatable {
    public let sequence: Int64
    public let msgType: String
    /// The first SendingTime (52), in microseconds since 1970; a resend carries it in 122.
    public let sendingTime: Int64
    /// `tag=value` fields after the header, each ended by SOH.
    public let body: String
    /// Not to be sent again: a session message, or one whose time has passed.
    public let gapFill: Bool

    public init(
        sequence: Int64, msgType: String, sendingTime: Int64, body: String, gapFill: Bool = false
    ) {
        self.sequence = sequence
        self.msgType = msgType
        self.sendingTime = sendingTime
        self.body = body
        self.gapFill = gapFill
    }
}
