public import FIX
internal import NIOConcurrencyHelpers

/// A store that forgets everything with the process: for tests and for the reference main site
/// of the demo, never for orders that matter.
public final class MemoryStore: SessionStore {
    private struct State {
        var numbers = SessionNumbers()
        var queue: [(msgType: String, body: String)] = []
        /// Of the queue so many are claimed; they are removed many at a time.
        var claimedCount = 0
        var sent: [StoredMessage] = []
        var received: [InboundMessage] = []
        var kept: [InboundMessage] = []
        var resets = 0
        var statuses: [SessionStatus] = []
    }

    private let state = NIOLockedValueBox(State())
    private let now: @Sendable () -> Int64
    private let onReceive: (@Sendable ([InboundMessage]) -> Void)?

    /// - Parameter onReceive: called with the application messages of each batch after they are
    ///   kept; it may `submit` answers, after which whoever runs the driver wakes it.
    public init(
        numbers: SessionNumbers = SessionNumbers(),
        now: @escaping @Sendable () -> Int64 = { WallClock.now() },
        onReceive: (@Sendable ([InboundMessage]) -> Void)? = nil
    ) {
        self.now = now
        self.onReceive = onReceive
        state.withLockedValue { $0.numbers = numbers }
    }

    /// Puts an application message into the queue; call the driver's `wake()` afterwards.
    public func submit(msgType: String, body: String) {
        state.withLockedValue { $0.queue.append((msgType, body)) }
    }

    public var numbers: SessionNumbers { state.withLockedValue { $0.numbers } }
    /// Application messages in the order applied.
    public var received: [InboundMessage] { state.withLockedValue { $0.received } }
    /// Every message as it came, session messages too.
    public var kept: [InboundMessage] { state.withLockedValue { $0.kept } }
    /// Everything sent in this incarnation, session messages too.
    public var sent: [StoredMessage] { state.withLockedValue { $0.sent } }
    public var queuedCount: Int { state.withLockedValue { $0.queue.count - $0.claimedCount } }
    public var resetCount: Int { state.withLockedValue { $0.resets } }
    public var statuses: [SessionStatus] { state.withLockedValue { $0.statuses } }

    public func load() async throws -> SessionNumbers { numbers }

    public func reset() async throws {
        state.withLockedValue { state in
            state.numbers = SessionNumbers()
            state.sent = []
            state.resets += 1
        }
    }

    public func append(msgType: String, body: String) async throws -> NumberedMessage {
        let time = now()
        return state.withLockedValue { state in
            let stored = Self.number(msgType, body, time, &state, gapFill: true)
            return NumberedMessage(sequence: stored.sequence, sendingTime: time)
        }
    }

    public func receive(_ batch: [InboundMessage], next: Int64) async throws {
        let applied = batch.filter(\.isForApplication)
        state.withLockedValue { state in
            for message in applied {
                precondition(message.sequence >= state.numbers.nextInbound, "applied twice")
                state.numbers.nextInbound = message.sequence + 1
            }
            precondition(next >= state.numbers.nextInbound, "numbers do not go back")
            state.numbers.nextInbound = next
            state.received += applied
            state.kept += batch
        }
        if !applied.isEmpty { onReceive?(applied) }
    }

    public func resend(from: Int64, through: Int64) async throws -> [StoredMessage] {
        state.withLockedValue { state in
            // Numbers are given without a hole, so a number tells its place.
            guard let first = state.sent.first?.sequence else { return [] }
            let start = max(from, first)
            let end = min(through, first + Int64(state.sent.count) - 1)
            return start <= end ? Array(state.sent[Int(start - first)...Int(end - first)]) : []
        }
    }

    public func dispatch(limit: Int) async throws -> [StoredMessage] {
        let time = now()
        return state.withLockedValue { state in
            let claimed = state.queue[state.claimedCount...].prefix(limit)
            state.claimedCount += claimed.count
            if state.claimedCount * 2 > state.queue.count {
                state.queue.removeFirst(state.claimedCount)
                state.claimedCount = 0
            }
            return claimed.map { Self.number($0.msgType, $0.body, time, &state, gapFill: false) }
        }
    }

    public func prepareToSleep() async throws -> Bool {
        queuedCount == 0
    }

    public func status(_ status: SessionStatus, detail: String?) async throws {
        state.withLockedValue { state in
            if state.statuses.count < Self.maximumStatuses { state.statuses.append(status) }
        }
    }

    private static let maximumStatuses = 10_000

    private static func number(
        _ msgType: String, _ body: String, _ time: Int64, _ state: inout State, gapFill: Bool
    ) -> StoredMessage {
        let message = StoredMessage(
            sequence: state.numbers.nextOutbound, msgType: msgType, sendingTime: time, body: body,
            gapFill: gapFill)
        state.numbers.nextOutbound += 1
        state.sent.append(message)
        return message
    }
}
