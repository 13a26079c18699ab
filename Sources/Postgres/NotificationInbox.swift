/// Notifications that arrived and were not read yet, bounded: what does not fit is remembered as
/// one `.reconnected`, because the reader then has to look at the tables anyway.
struct NotificationInbox {
    static let capacity = 4_096

    private var events = Fifo<ListenerEvent>()
    private var reader: CheckedContinuation<ListenerEvent, any Error>?

    mutating func put(_ notification: Notification) {
        if let reader {
            self.reader = nil
            return reader.resume(returning: .notification(notification))
        }
        if events.count >= Self.capacity {
            _ = events.removeAll()
            events.append(.reconnected)
        }
        events.append(.notification(notification))
    }

    mutating func take() -> ListenerEvent? { events.popFirst() }

    /// One reader at a time; a second one sends the first away.
    mutating func wait(_ continuation: CheckedContinuation<ListenerEvent, any Error>) {
        end(.cancelled)
        reader = continuation
    }

    mutating func end(_ error: PostgresError) {
        reader?.resume(throwing: error)
        reader = nil
    }
}
