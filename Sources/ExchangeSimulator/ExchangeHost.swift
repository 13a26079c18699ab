internal import FIX
internal import FIXTransport
internal import Logging

/// The exchange with its journal: one transaction after the other, on disk before anybody hears of
/// it. All sessions share it, so what happens at the exchange has one order.
actor ExchangeHost {
    /// How long messages that are to change places wait for each other.
    static let gatheringTime: Int64 = 1_000_000

    var exchange: Exchange
    var injector: FaultInjector
    var lines = LineFaults()
    /// Actions of rules with `after`, soonest first.
    var scheduled: [Scheduled] = []
    let now: @Sendable () -> Int64
    let logger: Logger
    private let journal: Journal
    private var wakers: [String: @Sendable () -> Void] = [:]
    /// Once a write failed, memory and file differ: nothing more is done.
    private(set) var journalFailure: Journal.Failure?

    struct Scheduled: Sendable {
        let at: Int64
        let firing: FaultInjector.Firing
        let subject: Exchange.Subject
        let session: String?
    }

    init(
        journalPath: String, synchronous: Bool, rules: ExchangeRules, instruments: InstrumentList,
        script: FaultScript = FaultScript(), seed: UInt64 = 0, logger: Logger,
        now: @escaping @Sendable () -> Int64 = { WallClock.now() }
    ) throws {
        var rules = rules
        let market = try script.applied(to: instruments)
        rules.makerLots.merge(market.makerLots) { _, new in new }
        var exchange = Exchange(rules: rules, instruments: market.instruments)
        journal = try Journal(path: journalPath, synchronous: synchronous) { exchange.apply($0) }
        try exchange.seed(script.books, now: now())
        self.exchange = exchange
        self.now = now
        self.logger = logger
        injector = FaultInjector(rules: script.rules, seed: seed, start: now())
    }

    /// Who is told when messages wait for a session.
    func onWaiting(_ session: String, wake: @escaping @Sendable () -> Void) {
        wakers[session] = wake
    }

    func wake(_ session: String) { wakers[session]?() }

    /// Whether something may become due that no call tells of.
    var isWatchful: Bool { !injector.isEmpty || !scheduled.isEmpty || !lines.holds.isEmpty }

    /// Does what time alone brings about; returns when it is next needed, in microseconds.
    func tick() throws -> Int64? {
        try transaction { exchange, now in exchange.tick(now: now) }
        try tickFaults()
        return exchange.nextDue.map { $0 - now() }
    }

    // MARK: Sessions

    /// A session that begins anew with each connection forgets everything here.
    func numbers(of session: String) throws -> SessionNumbers {
        if exchange.rules.renewsSessions {
            try transaction { exchange, _ in exchange.record(.renewed(session: session)) }
        }
        let numbers = exchange.sessions[session].map { ($0.nextOutbound, $0.nextInbound) } ?? (1, 1)
        return SessionNumbers(nextOutbound: numbers.0, nextInbound: numbers.1)
    }

    func status(_ session: String, _ status: SessionStatus) {
        switch status {
        case .loggedOn: lines.connected.insert(session)
        case .down: lines.disconnected(session)
        case .connecting, .loggingOut: break
        }
    }

    func reset(_ session: String) throws {
        try transaction { exchange, _ in exchange.record(.reset(session: session)) }
    }

    func append(_ session: String, messageType: String) async throws -> NumberedMessage {
        try await keepSilence(session)
        if messageType == MessageType.logon { try checkLogon(session) }
        return try transaction { exchange, now in
            let sequence = exchange.sessions[session]?.nextOutbound ?? 1
            exchange.record(
                .numbered(session: session, sequence: sequence, messageType: messageType, at: now))
            return NumberedMessage(sequence: sequence, sendingTime: now)
        }
    }

    /// Messages of a client and all they bring about, in one transaction.
    func receive(_ session: String, _ batch: [InboundMessage], next: Int64) async throws {
        try await keepSilence(session)
        if injector.hasIncoming { try receiveWithFaults(session, batch) }
        let isDone = injector.hasIncoming
        try transaction { exchange, now in
            for message in batch where message.isForExchange && !isDone {
                exchange.handle(message, from: session, now: now)
            }
            exchange.record(.expected(session: session, next: next))
            exchange.tick(now: now)
        }
    }

    func dispatch(_ session: String, limit: Int) async throws -> [StoredMessage] {
        try await keepSilence(session)
        try checkCut(session)
        if let count = lines.skips.removeValue(forKey: session) {
            return [try skip(session, count)]
        }
        guard !injector.hasOutgoing, lines.decided.isEmpty, lines.holds.isEmpty else {
            return try dispatchWithFaults(session, limit)
        }
        return try dispatchPlainly(session, limit)
    }

    func dispatchPlainly(_ session: String, _ limit: Int) throws -> [StoredMessage] {
        try transaction { exchange, now in
            Self.number(session, limit, &exchange, now)
        }
    }

    /// Gives numbers to the oldest messages that wait.
    static func number(
        _ session: String, _ limit: Int, _ exchange: inout Exchange, _ now: Int64
    ) -> [StoredMessage] {
        guard let first = exchange.sessions[session]?.nextOutbound,
            let messages = exchange.sessions[session]?.waiting(limit: limit), !messages.isEmpty
        else { return [] }
        var sequence = first - 1
        let stored = messages.map { message in
            sequence += 1
            return StoredMessage(
                sequence: sequence, msgType: message.messageType, sendingTime: now,
                body: message.body)
        }
        exchange.record(
            .dispatched(session: session, count: stored.count, firstSequence: first, at: now))
        return stored
    }

    func resend(_ session: String, from first: Int64, through last: Int64) -> [StoredMessage] {
        (exchange.sessions[session]?.sent(from: first, through: last) ?? []).map { row in
            StoredMessage(
                sequence: row.sequence, msgType: row.message?.messageType ?? "",
                sendingTime: row.message?.at ?? 0, body: row.message?.body ?? "",
                gapFill: row.message?.body == nil)
        }
    }

    func prepareToSleep(_ session: String) throws -> Bool {
        try checkCut(session)
        return exchange.sessions[session]?.waitingCount ?? 0 == 0
    }

    /// Runs one change, writes its events, then wakes the sessions that have something to say.
    func transaction<Result>(
        _ change: (inout Exchange, Int64) throws -> Result
    ) throws -> Result {
        if let journalFailure { throw journalFailure }
        let result = try change(&exchange, now())
        if injector.hasTradeRules { followTrades() }
        let events = exchange.takeEvents()
        guard !events.isEmpty else { return result }
        do throws(Journal.Failure) {
            try journal.append(events)
        } catch {
            journalFailure = error
            throw error
        }
        var last = ""
        for case .queued(let session, _, _) in events where session != last {
            wakers[session]?()
            last = session
        }
        return result
    }
}

extension InboundMessage {
    /// Malformed messages are answered by the session; a client's reject of what we sent is on
    /// record by its number, and nothing follows.
    var isForExchange: Bool {
        isForApplication && defect == nil && !MessageType.isSession(msgType)
    }
}
