public import FIX

/// The logon with which a connection asks for a session that no fixed driver of the acceptor
/// has. Nothing of it is checked yet but its framing.
public struct ArrivingLogon: Sendable {
    /// Who is calling: 49 of the logon.
    public let senderCompID: String
    /// Whom it calls: 56 of the logon.
    public let targetCompID: String
    /// The logon itself, for what else may decide: 553, 141, 8.
    public let message: Message

    /// Nil unless the message is a logon that names both sides.
    init?(_ message: Message) {
        guard message.msgType == MessageType.logon,
            let sender = message[Tag.senderCompID], !sender.isEmpty,
            let target = message[Tag.targetCompID], !target.isEmpty
        else { return nil }
        self.senderCompID = sender
        self.targetCompID = target
        self.message = message
    }

    var identity: SessionIdentity {
        SessionIdentity(us: targetCompID, them: senderCompID)
    }
}
