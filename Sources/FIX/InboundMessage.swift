/// A message that came in, with what the session knows about it: one for the application, or
/// one that is only kept.
public struct InboundMessage: Sendable, Equatable {
    public let sequence: Int64
    /// Marked as perhaps sent before (43=Y).
    public let possDup: Bool
    public let message: Message
    /// Why the message was rejected (35=3) although it is handed over; nil for a sound one.
    public let defect: Message.Defect?
    /// Whether it is to be applied, once. Session messages, and messages that were refused or
    /// came too early and will come again, are kept as they came and have no effect; one number
    /// may be kept several times.
    public let isForApplication: Bool

    public init(
        sequence: Int64, possDup: Bool, message: Message, defect: Message.Defect? = nil,
        isForApplication: Bool = true
    ) {
        self.sequence = sequence
        self.possDup = possDup
        self.message = message
        self.defect = defect
        self.isForApplication = isForApplication
    }

    public var msgType: String { message.msgType }
    /// SendingTime (52); nil when it was malformed.
    public var sendingTime: UTCTimestamp? { message.sendingTime }
    /// The frame as received; in a logon that is only kept, passwords are asterisks.
    public var raw: [UInt8] { message.bytes }
}
