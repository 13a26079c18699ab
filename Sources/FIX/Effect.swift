/// What a session wants done, in this order. Whoever carries effects out must have `deliver`,
/// `keep`, `advance` and `resetNumbers` on disk before any later effect leaves for the other side.
public enum Effect: Sendable, Equatable {
    /// A message for the application (or a reject, 35=3). It also moves the expected inbound
    /// number to the one after it.
    case deliver(InboundMessage)
    /// Keep what came; nothing is to be done about it.
    case keep(InboundMessage)
    /// The next inbound number expected, after a session message or a gap fill.
    case advance(to: Int64)
    /// Both directions start again at 1.
    case resetNumbers
    /// Number, persist and send this message. The body holds no password: whoever writes a
    /// logon to the socket adds the credentials.
    case send(type: String, body: String)
    /// Answer a resend request; `through` 0 is everything sent until now.
    case resend(from: Int64, through: Int64)
    /// Application messages may go out from here on.
    case loggedOn
    /// Application messages may no longer go out; the connection lives a little longer.
    case loggingOut(String)
    /// Write what is due, then close the connection.
    case disconnect(DisconnectReason)
    /// Something a person may want to read in the log.
    case note(String)
}
