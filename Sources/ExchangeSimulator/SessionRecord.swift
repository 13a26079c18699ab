/// What the exchange remembers of one FIX session: numbers, what waits and what was sent.
struct SessionRecord: Sendable, Equatable {
    /// A message that took a sequence number; `body` is nil for those of the session layer, which
    /// are never sent again.
    struct Sent: Sendable, Equatable {
        let messageType: String
        let at: Int64
        let body: String?
    }

    struct Waiting: Sendable, Equatable {
        let messageType: String
        let body: String
    }

    /// Messages kept for resending; older ones are gap-filled.
    static let historyLimit = 1_000_000

    private(set) var nextOutbound: Int64 = 1
    private(set) var nextInbound: Int64 = 1
    private(set) var history: [Sent] = []
    /// What was queued, those before `claimed` already sent: moving an index claims in constant
    /// time, and the array is cut when most of it is behind.
    private var queue: [Waiting] = []
    private var claimed = 0
    /// Every ClOrdID used today; 0 where the order was refused.
    private(set) var orderIDs: [String: Int64] = [:]

    var waitingCount: Int { queue.count - claimed }

    /// The oldest messages that wait, at most `limit`.
    func waiting(limit: Int) -> ArraySlice<Waiting> { queue[claimed...].prefix(limit) }

    mutating func expect(_ next: Int64) { nextInbound = next }

    mutating func enqueue(_ message: Waiting) { queue.append(message) }

    mutating func number(_ sent: Sent, sequence: Int64) {
        nextOutbound = sequence + 1
        history.append(sent)
        if history.count > SessionRecord.historyLimit * 2 {
            history.removeFirst(history.count - SessionRecord.historyLimit)
        }
    }

    mutating func dispatch(count: Int, firstSequence: Int64, at: Int64) {
        for (offset, message) in waiting(limit: count).enumerated() {
            number(
                Sent(messageType: message.messageType, at: at, body: message.body),
                sequence: firstSequence + Int64(offset))
        }
        claimed = min(claimed + count, queue.count)
        if claimed * 2 >= queue.count {
            queue.removeFirst(claimed)
            claimed = 0
        }
    }

    /// Sent messages in a range of sequence numbers; nil stands for one no longer kept.
    func sent(from first: Int64, through last: Int64) -> [(sequence: Int64, message: Sent?)] {
        let last = min(last, nextOutbound - 1)
        guard first >= 1, first <= last else { return [] }
        let oldest = nextOutbound - Int64(history.count)
        return (first...last).map { sequence in
            (sequence, sequence < oldest ? nil : history[Int(sequence - oldest)])
        }
    }

    /// Numbers before `next` are passed over, as if messages that are never sent again had them.
    mutating func skip(to next: Int64, at: Int64) {
        while nextOutbound < next {
            number(
                Sent(messageType: "4", at: at, body: nil), sequence: nextOutbound)
        }
    }

    /// Turns round the oldest messages that wait.
    mutating func reverse(count: Int) {
        let end = min(claimed + count, queue.count)
        queue[claimed..<end].reverse()
    }

    mutating func reset() {
        nextOutbound = 1
        nextInbound = 1
        history.removeAll()
    }

    mutating func use(clOrdID: String, orderID: Int64) { orderIDs[clOrdID] = orderID }

    mutating func forgetClOrdIDs() { orderIDs.removeAll() }
}
