internal import FIX
internal import NIOConcurrencyHelpers

/// Messages that a socket's event loop read and the driver has not taken yet. One for each
/// connection, so that what is left of an old one can never reach the next.
final class Inbox: Sendable {
    enum Event: Sendable {
        /// With the time it was read, so that a slow store does not make it look late.
        case message(Message, readAt: Int64)
        case garbled(String)
    }

    struct Batch: Sendable {
        var events: [Event] = []
        /// Why nothing will come any more; nil while the connection stands.
        var ending: String?
        /// The socket was left unread because the inbox was full.
        var mustResumeReading = false
    }

    private struct State {
        var batch = Batch()
        var listener: Mailbox?
        var isDiscarding = false
    }

    private let limit: Int
    private let state = NIOLockedValueBox(State())

    /// - Parameter limit: events held before the socket is left unread; a single read may
    ///   exceed it.
    init(limit: Int) {
        self.limit = limit
    }

    /// Nobody reads, and nothing may be written any more.
    var isDiscarding: Bool { state.withLockedValue { $0.isDiscarding } }

    func add(_ events: [Event]) {
        guard !events.isEmpty else { return }
        let listener = state.withLockedValue { state -> Mailbox? in
            guard !state.isDiscarding else { return nil }
            state.batch.events.append(contentsOf: events)
            return state.listener
        }
        listener?.poke()
    }

    func end(_ reason: String) {
        let listener = state.withLockedValue { state in
            state.batch.ending = state.batch.ending ?? reason
            return state.listener
        }
        listener?.poke()
    }

    /// Wakes the listener for nothing but the time.
    func tick() {
        state.withLockedValue { $0.listener }?.poke()
    }

    /// Whether the socket may be read; when not, the batch that is taken next says so.
    func mayRead() -> Bool {
        state.withLockedValue { state in
            let isFull = state.batch.events.count >= limit
            if isFull { state.batch.mustResumeReading = true }
            return !isFull
        }
    }

    func take() -> Batch {
        state.withLockedValue { state in
            let batch = state.batch
            state.batch = Batch(ending: batch.ending)
            return batch
        }
    }

    /// The first event without taking it.
    func peek() -> (first: Event?, ending: String?) {
        state.withLockedValue { ($0.batch.events.first, $0.batch.ending) }
    }

    /// From here on this mailbox is poked.
    func attach(_ listener: Mailbox) {
        state.withLockedValue { $0.listener = listener }
        listener.poke()
    }

    /// Nobody reads any more: what still comes is dropped. With a reason the listener hears it.
    func discard(because reason: String? = nil) {
        let listener = state.withLockedValue { state in
            defer { state.listener = nil }
            state.isDiscarding = true
            state.batch.events = []
            guard let reason else { return Mailbox?.none }
            state.batch.ending = state.batch.ending ?? reason
            return state.listener
        }
        listener?.poke()
    }
}
