internal import FIX
internal import FIXTransport

/// The exchange with its journal: one transaction after the other, on disk before anybody hears of
/// it. All sessions share it, so what happens at the exchange has one order.
actor ExchangeHost {
    private var exchange: Exchange
    private let journal: Journal
    private let now: @Sendable () -> Int64
    private var wakers: [String: @Sendable () -> Void] = [:]
    /// Once a write failed, memory and file differ: nothing more is done.
    private var failure: Journal.Failure?

    init(
        journalPath: String, synchronous: Bool, rules: ExchangeRules, instruments: InstrumentList,
        now: @escaping @Sendable () -> Int64 = { WallClock.now() }
    ) throws {
        var exchange = Exchange(rules: rules, instruments: instruments)
        journal = try Journal(path: journalPath, synchronous: synchronous) { exchange.apply($0) }
        self.exchange = exchange
        self.now = now
    }

    /// Who is told when messages wait for a session.
    func onWaiting(_ session: String, wake: @escaping @Sendable () -> Void) {
        wakers[session] = wake
    }

    /// Does what time alone brings about; returns when it is next needed, in microseconds.
    func tick() throws -> Int64? {
        try transaction { exchange, now in exchange.tick(now: now) }
        return exchange.nextDue.map { $0 - now() }
    }

    func numbers(of session: String) -> SessionNumbers {
        let record = exchange.sessions[session] ?? SessionRecord()
        return SessionNumbers(nextOutbound: record.nextOutbound, nextInbound: record.nextInbound)
    }

    func reset(_ session: String) throws {
        try transaction { exchange, _ in exchange.record(.reset(session: session)) }
    }

    func expect(_ session: String, _ next: Int64) throws {
        try transaction { exchange, _ in
            exchange.record(.expected(session: session, next: next))
        }
    }

    func append(_ session: String, messageType: String) throws -> NumberedMessage {
        try transaction { exchange, now in
            let sequence = exchange.sessions[session]?.nextOutbound ?? 1
            exchange.record(
                .numbered(session: session, sequence: sequence, messageType: messageType, at: now))
            return NumberedMessage(sequence: sequence, sendingTime: now)
        }
    }

    /// Messages of a client and all they bring about, in one transaction.
    func receive(_ session: String, _ batch: [InboundMessage]) throws {
        guard let last = batch.last else { return }
        try transaction { exchange, now in
            for message in batch where message.defect == nil {
                // A client's reject of what we sent is on record by its number; nothing follows.
                guard message.msgType != MessageType.reject else { continue }
                exchange.handle(message, from: session, now: now)
            }
            exchange.record(.expected(session: session, next: last.sequence + 1))
        }
    }

    func dispatch(_ session: String, limit: Int) throws -> [StoredMessage] {
        try transaction { exchange, now in
            guard let record = exchange.sessions[session], record.waitingCount > 0 else {
                return []
            }
            let messages = record.waiting(limit: limit)
            let first = record.nextOutbound
            let stored = messages.enumerated().map { offset, message in
                StoredMessage(
                    sequence: first + Int64(offset), msgType: message.messageType,
                    sendingTime: now, body: message.body)
            }
            exchange.record(
                .dispatched(
                    session: session, count: stored.count, firstSequence: first, at: now))
            return stored
        }
    }

    func resend(_ session: String, from first: Int64, through last: Int64) -> [StoredMessage] {
        (exchange.sessions[session]?.sent(from: first, through: last) ?? []).map { row in
            StoredMessage(
                sequence: row.sequence, msgType: row.message?.messageType ?? "",
                sendingTime: row.message?.at ?? 0, body: row.message?.body ?? "",
                gapFill: row.message?.body == nil)
        }
    }

    func isIdle(_ session: String) -> Bool {
        exchange.sessions[session]?.waitingCount ?? 0 == 0
    }

    /// Runs one change, writes its events, then wakes the sessions that have something to say.
    private func transaction<Result>(
        _ change: (inout Exchange, Int64) throws -> Result
    ) throws -> Result {
        if let failure { throw failure }
        let result = try change(&exchange, now())
        let events = exchange.takeEvents()
        do throws(Journal.Failure) {
            try journal.append(events)
        } catch {
            failure = error
            throw error
        }
        var woken: Set<String> = []
        for case .queued(let session, _, _) in events where woken.insert(session).inserted {
            wakers[session]?()
        }
        return result
    }
}
