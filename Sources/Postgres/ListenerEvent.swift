/// What a listener tells its reader.
public enum ListenerEvent: Sendable, Hashable {
    case notification(Notification)
    /// Listening (again), or too many notifications were left unread: some may have been missed, so
    /// read the tables that the channels speak about. Always the first event.
    case reconnected
}
