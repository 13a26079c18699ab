/// Who has which connection. Lives behind the pool's lock; never resumes anybody under it.
struct PoolState {
    enum Kind {
        case shared
        case whole
    }

    struct Loan {
        let slot: Int
        let kind: Kind
        let connection: PostgresConnection
    }

    struct Waiter {
        let id: UInt64
        let kind: Kind
        let continuation: CheckedContinuation<Loan, any Error>
        let timer: Task<Void, any Error>

        func succeed(_ loan: Loan) {
            timer.cancel()
            continuation.resume(returning: loan)
        }

        func fail(_ error: PostgresError) {
            timer.cancel()
            continuation.resume(throwing: error)
        }
    }

    struct Grant {
        let waiter: Waiter
        let loan: Loan
    }

    struct Outcome {
        var loan: Loan?
        var ticket: UInt64?
        var toOpen: [Int] = []
        var isClosed = false
    }

    private struct Slot {
        enum Phase {
            case unopened
            case opening
            case open(PostgresConnection)
        }

        var phase = Phase.unopened
        var calls = 0
        var isLent = false
        /// When the first of the calls on it began, or the last one ended.
        var progressedAt = ContinuousClock.now

        var connection: PostgresConnection? {
            if case .open(let connection) = phase { connection } else { nil }
        }
    }

    private var slots: [Slot]
    private var nextTicket: UInt64 = 1
    private(set) var isClosed = false
    var keepsAllOpen = false
    var lastConnectFailure: PostgresError?
    var waiters: [Waiter] = []

    private let stallLimit: Duration?

    init(size: Int, stallLimit: Duration?) {
        slots = Array(repeating: Slot(), count: size)
        self.stallLimit = stallLimit
    }

    var size: Int { slots.count }

    var hasOpenConnection: Bool { slots.contains { $0.connection != nil } }

    /// A loan now, or a ticket to wait with; waiters are served first.
    mutating func borrow(_ kind: Kind) -> Outcome {
        if isClosed { return Outcome(isClosed: true) }
        if waiters.isEmpty, let loan = lend(kind) {
            let isShared = loan.kind == .shared && slots[loan.slot].calls > 1
            return Outcome(loan: loan, toOpen: isShared ? takeUnopened(1) : [])
        }
        if waiters.count >= PostgresPool.maximumWaiters { return Outcome() }
        nextTicket += 1
        return Outcome(ticket: nextTicket, toOpen: takeUnopened(1))
    }

    /// A task that waits for a whole connection keeps new calls away from the emptiest one.
    mutating func serveWaiters() -> [Grant] {
        var grants: [Grant] = []
        while let waiter = waiters.first, let loan = lend(waiter.kind) {
            waiters.removeFirst()
            grants.append(Grant(waiter: waiter, loan: loan))
        }
        return grants
    }

    /// A connection that gets no further (a lock, a long statement) takes no more calls: who comes
    /// now waits for another one, and is told so in time.
    private mutating func lend(_ kind: Kind) -> Loan? {
        let limit = kind == .shared ? PostgresPool.callsPerConnection : 1
        let now = ContinuousClock.now
        var best: Int?
        for index in slots.indices where !slots[index].isLent && slots[index].calls < limit {
            guard slots[index].connection != nil else { continue }
            if let stallLimit, slots[index].calls > 0,
                now - slots[index].progressedAt >= stallLimit
            {
                continue
            }
            if best.map({ slots[index].calls < slots[$0].calls }) ?? true { best = index }
        }
        guard let best, let connection = slots[best].connection else { return nil }
        if slots[best].calls == 0 { slots[best].progressedAt = now }
        slots[best].calls += 1
        slots[best].isLent = kind == .whole
        return Loan(slot: best, kind: kind, connection: connection)
    }

    mutating func giveBack(_ loan: Loan) {
        guard slots[loan.slot].connection === loan.connection else { return }
        slots[loan.slot].calls -= 1
        slots[loan.slot].progressedAt = .now
        if loan.kind == .whole { slots[loan.slot].isLent = false }
    }

    /// Marks up to `count` slots as being opened, for the caller to open.
    mutating func takeUnopened(_ count: Int) -> [Int] {
        guard !isClosed else { return [] }
        let taken = slots.indices.filter {
            if case .unopened = slots[$0].phase { true } else { false }
        }.prefix(count)
        for slot in taken { slots[slot].phase = .opening }
        return Array(taken)
    }

    /// The slots to open again after a connection ended.
    mutating func takeNeeded() -> [Int] {
        takeUnopened(keepsAllOpen ? size : min(waiters.count, size))
    }

    mutating func release(_ slot: Int) {
        if case .opening = slots[slot].phase { slots[slot] = Slot() }
    }

    /// False when the pool was closed meanwhile.
    mutating func place(_ connection: PostgresConnection, slot: Int) -> Bool {
        guard !isClosed else { return false }
        slots[slot] = Slot(phase: .open(connection))
        lastConnectFailure = nil
        return true
    }

    /// Whether the connection was still in its slot.
    mutating func remove(_ connection: PostgresConnection, slot: Int) -> Bool {
        guard slots[slot].connection === connection else { return false }
        slots[slot] = Slot()
        return true
    }

    mutating func close() -> (waiters: [Waiter], connections: [PostgresConnection]) {
        defer {
            isClosed = true
            waiters = []
            slots = slots.map { _ in Slot() }
        }
        return (waiters, slots.compactMap(\.connection))
    }
}
