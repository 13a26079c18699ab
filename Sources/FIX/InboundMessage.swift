/// A message for the application, with what the session knows about it.
public struct InboundMessage: Sendable, Equatable {
    public let sequence: Int64
    /// Marked as perhaps sent before (43=Y). The number decides, so it is still new to us.
    public let possDup: Bool
    public let message: Message
    /// Why the message was rejected (35=3) although it is handed over; nil for a sound one.
    public let defect: Message.Defect?

    public init(
        sequence: Int64, possDup: Bool, message: Message, defect: Message.Defect? = nil
    ) {
        self.sequence = sequence
        self.possDup = possDup
        self.message = message
        self.defect = defect
    }

    public var msgType: String { message.msgType }
    /// SendingTime (52); nil when it was malformed.
    public var sendingTime: UTCTimestamp? { message.sendingTime }
    /// The frame as received.
    public var raw: [UInt8] { message.bytes }
}
