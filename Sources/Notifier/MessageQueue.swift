import DeskDatabase
import Synchronization

/// A batch that several connections take from, each message once.
final class MessageQueue: Sendable {
    private let messages: [NotifyFunctions.Message]
    private let taken = Mutex(0)

    init(_ messages: [NotifyFunctions.Message]) {
        self.messages = messages
    }

    /// The next message; nil when all are taken.
    func take() -> NotifyFunctions.Message? {
        taken.withLock { place in
            guard place < messages.count else { return nil }
            place += 1
            return messages[place - 1]
        }
    }
}
