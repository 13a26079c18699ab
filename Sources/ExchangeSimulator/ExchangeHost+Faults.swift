internal import FIX
internal import FIXTransport
internal import Logging

/// Where a script's faults meet the messages.
extension ExchangeHost {
    // MARK: Lines

    /// Waits while the session is to be silent: it neither reads nor writes.
    func keepSilence(_ session: String) async throws {
        while let wait = lines.silence(of: session, now: now()) {
            try await Task.sleep(for: .microseconds(min(wait, Self.gatheringTime)))
        }
    }

    func checkCut(_ session: String) throws {
        guard lines.cuts.contains(session) else { return }
        lines.disconnected(session)
        throw LineFaults.Cut.byScript
    }

    func checkLogon(_ session: String) throws {
        if injector.hasLogonRules {
            let sequence = exchange.sessions[session]?.nextInbound ?? 1
            let firings = injector.logon(session: session, sequence: sequence, now: now())
            try carryOut(firings, Exchange.Subject(), session, name: "logon")
            if firings.contains(where: { $0.action == .cut(session: nil) }) {
                throw LineFaults.Cut.noLogon
            }
        }
        if lines.refusesLogon(of: session, now: now()) { throw LineFaults.Cut.noLogon }
    }

    /// Tells the client that numbers are passed over (SequenceReset without gap fill).
    func skip(_ session: String, _ count: Int64) throws -> StoredMessage {
        try transaction { exchange, now in
            let sequence = exchange.sessions[session]?.nextOutbound ?? 1
            let next = sequence + count
            exchange.record(.skipped(session: session, next: next, at: now))
            return StoredMessage(
                sequence: sequence, msgType: MessageType.sequenceReset, sendingTime: now,
                body: FieldText.of((Tag.gapFillFlag, "N"), (Tag.newSeqNo, String(next))))
        }
    }

    // MARK: Time

    func tickFaults() throws {
        guard isWatchful || !lines.gatherings.isEmpty else { return }
        let time = now()
        for session in lines.expire(now: time) { wake(session) }
        try carryOut(injector.timed(now: time), Exchange.Subject(), nil, name: "time")
        while let next = scheduled.first, next.at <= time {
            scheduled.removeFirst()
            let firing = FaultInjector.Firing(
                line: next.firing.line, action: next.firing.action, after: 0)
            try carryOut([firing], next.subject, next.session, name: "later")
        }
    }

    /// Carries out what is not about a message in hand. What cannot be done is only logged: a
    /// script that busts a trade which never happened is no reason to stop.
    func carryOut(
        _ firings: [FaultInjector.Firing], _ subject: Exchange.Subject, _ session: String?,
        name: String
    ) throws {
        for firing in firings {
            if firing.after > 0 {
                let entry = Scheduled(
                    at: now() + firing.after, firing: firing, subject: subject, session: session)
                let place = scheduled.firstIndex { $0.at > entry.at } ?? scheduled.count
                scheduled.insert(entry, at: place)
                continue
            }
            do throws(Exchange.Refusal) {
                let done = try perform(firing.action, subject, session, line: firing.line, name)
                logger.notice(
                    "fault", metadata: ["line": "\(firing.line)", "done": "\(done)"])
            } catch {
                logger.warning(
                    "fault not possible",
                    metadata: ["line": "\(firing.line)", "reason": "\(error)"])
            }
            if let failure = journalFailure { throw failure }
        }
    }

    /// One action, by a rule or by hand, on the exchange or on lines; says what was done.
    func perform(
        _ action: ExchangeAction, _ subject: Exchange.Subject, _ session: String?, line: Int,
        _ name: String
    ) throws(Exchange.Refusal) -> String {
        let own = session.map { NamePattern($0) }
        let all = NamePattern.any
        switch action {
        case .cut(let pattern):
            return cut(pattern ?? own ?? all)
        case .silent(let time, let pattern):
            lines.silence(pattern ?? own ?? all, until: now() + time.microseconds)
            return "silent for \(time)"
        case .refuseLogons(let time, let pattern):
            lines.refuseLogons(pattern ?? own ?? all, until: now() + time.microseconds)
            return "no logons for \(time)"
        case .skip(let count, let pattern):
            let sessions = lines.connected.filter { (pattern ?? own ?? all).matches($0) }
            for session in sessions {
                lines.skips[session, default: 0] += count
                wake(session)
            }
            return "\(count) numbers skipped on \(sessions.count) lines"
        default:
            return try performAtExchange(action, subject, line: line, name)
        }
    }

    private func cut(_ pattern: NamePattern) -> String {
        let sessions = lines.connected.filter { pattern.matches($0) }
        for session in sessions {
            lines.cuts.insert(session)
            wake(session)
        }
        return "cut \(sessions.count) lines"
    }

    private func performAtExchange(
        _ action: ExchangeAction, _ subject: Exchange.Subject, line: Int, _ name: String
    ) throws(Exchange.Refusal) -> String {
        do {
            return try transaction { exchange, now in
                let done = try exchange.perform(action, subject: subject, now: now)
                exchange.record(.fault(line: line, action: done, subject: name, at: now))
                return done
            }
        } catch let refusal as Exchange.Refusal {
            throw refusal
        } catch {
            throw Exchange.Refusal("\(error)")
        }
    }

    /// Rules about trades, for the trades of this transaction.
    func followTrades() {
        var position = exchange.freshEvents.startIndex
        while position < exchange.freshEvents.endIndex {
            if case .traded(let trade) = exchange.freshEvents[position] {
                let orders = trade.orderIDs.map { exchange.order($0) }.filter { !$0.isHouse }
                for firing in injector.traded(trade, orders, now: now()) {
                    let subject = Exchange.Subject(
                        orderID: orders.first?.orderID, tradeNumber: trade.number)
                    scheduled.append(
                        Scheduled(
                            at: now() + firing.after, firing: firing, subject: subject,
                            session: orders.first?.session))
                }
            }
            position += 1
        }
        scheduled.sort { $0.at < $1.at }
    }

    // MARK: Incoming

    func receiveWithFaults(_ session: String, _ batch: [InboundMessage]) throws {
        for message in batch where message.isForExchange {
            var treatment = OrderTreatment()
            var isCut = false
            let firings = injector.incoming(message, session: session, now: now())
            for firing in firings {
                switch firing.action {
                case .cutBeforeJournal:
                    try note(firing, message, session)
                    lines.disconnected(session)
                    throw LineFaults.Cut.byScript
                case .cutAfterJournal: isCut = true
                default: treatment.apply(firing.action, seed: injector.seed)
                }
            }
            let subject = try handle(message, session, treatment, firings)
            let others = firings.filter { [.anywhere, .line].contains($0.action.place) }
            try carryOut(others, subject, session, name: message[Tag.clOrdID])
            if isCut {
                lines.disconnected(session)
                throw LineFaults.Cut.byScript
            }
        }
    }

    private func handle(
        _ message: InboundMessage, _ session: String, _ treatment: OrderTreatment,
        _ firings: [FaultInjector.Firing]
    ) throws -> Exchange.Subject {
        try transaction { exchange, now in
            exchange.handle(message, from: session, treatment: treatment, now: now)
            for firing in firings where ![.anywhere, .line].contains(firing.action.place) {
                exchange.record(
                    .fault(
                        line: firing.line, action: "\(firing.action.word)",
                        subject: message[Tag.clOrdID], at: now))
            }
            exchange.record(.expected(session: session, next: message.sequence + 1))
            exchange.tick(now: now)
            let clOrdID = message[Tag.clOrdID]
            return Exchange.Subject(orderID: exchange.sessions[session]?.orderIDs[clOrdID])
        }
    }

    private func note(
        _ firing: FaultInjector.Firing, _ message: InboundMessage, _ session: String
    ) throws {
        try transaction { exchange, now in
            exchange.record(
                .fault(
                    line: firing.line, action: firing.action.word, subject: message[Tag.clOrdID],
                    at: now))
        }
    }
}

extension InboundMessage {
    /// Empty when the tag is absent.
    fileprivate subscript(_ tag: Int) -> String { message[tag] ?? "" }
}

extension OrderTreatment {
    fileprivate mutating func apply(_ action: ExchangeAction, seed: UInt64) {
        switch action {
        case .ignore: isIgnored = true
        case .reject(let code, let text): rejection = Rejection(code: code, text: text)
        case .hold(let time): hold += time.microseconds
        case .fill(.plan(let plan)): self.plan = plan
        case .fill(.random): randomSeed = seed
        default: break
        }
    }
}
