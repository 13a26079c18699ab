internal import FIX
internal import FIXTransport

/// Messages that leave while a script looks at them.
extension ExchangeHost {
    /// Messages up to the first that a rule is about; that one alone when it is the first.
    func dispatchWithFaults(_ session: String, _ limit: Int) throws -> [StoredMessage] {
        if let until = lines.holds[session], until > now() { return [] }
        if let actions = lines.decided[session], !actions.isEmpty {
            return try dispatchHead(session, actions, limit)
        }
        let first = exchange.sessions[session]?.nextOutbound ?? 1
        let waiting = exchange.sessions[session].map { Array($0.waiting(limit: limit)) } ?? []
        for (index, message) in waiting.enumerated() {
            let firings = injector.outgoing(
                message.messageType, message.body, session: session,
                sequence: first + Int64(index), now: now())
            guard !firings.isEmpty else { continue }
            let fields = BodyFields(message.body)
            let subject = Exchange.Subject(
                orderID: fields.text(Tag.orderID).flatMap { Int64($0) },
                tradeNumber: fields.text(Tag.tradeID).flatMap { Int64($0) })
            let others = firings.filter { $0.action.place != .outgoing }
            try carryOut(others, subject, session, name: fields.text(Tag.execID) ?? "")
            let own = firings.filter { $0.action.place == .outgoing }
            try note(own, fields)
            lines.decided[session] = own.isEmpty ? nil : own.map(\.action)
            guard index == 0 else { return try dispatchPlainly(session, index) }
            return try dispatchWithFaults(session, limit)
        }
        return try dispatchPlainly(session, limit)
    }

    private func note(_ firings: [FaultInjector.Firing], _ fields: BodyFields) throws {
        guard !firings.isEmpty else { return }
        try transaction { exchange, now in
            for firing in firings {
                exchange.record(
                    .fault(
                        line: firing.line, action: firing.action.word,
                        subject: fields.text(Tag.execID) ?? fields.text(Tag.clOrdID) ?? "",
                        at: now))
            }
        }
    }

    /// Carries out the next action on the oldest message that waits.
    private func dispatchHead(
        _ session: String, _ actions: [ExchangeAction], _ limit: Int
    ) throws -> [StoredMessage] {
        let waiting = exchange.sessions[session]?.waitingCount ?? 0
        guard waiting > 0, let action = actions.first else {
            lines.decided[session] = nil
            return []
        }
        let rest = Array(actions.dropFirst())
        switch action {
        case .delay(let time):
            lines.decided[session] = rest.isEmpty ? nil : rest
            lines.holds[session] = now() + time.microseconds
            return []
        case .cutBeforeSending:
            lines.decided[session] = rest.isEmpty ? nil : rest
            lines.disconnected(session)
            throw LineFaults.Cut.byScript
        case .reorder(let count), .scramble(let count):
            guard hasGathered(session, count, waiting) else { return [] }
            lines.decided[session] = nil
            return try changePlaces(session, min(count, waiting), action)
        default:
            lines.decided[session] = nil
            return try dispatchOne(session, actions)
        }
    }

    /// Whether enough messages wait, or have had time to come.
    private func hasGathered(_ session: String, _ count: Int, _ waiting: Int) -> Bool {
        let until = lines.gatherings[session] ?? now() + Self.gatheringTime
        guard waiting < count, until > now() else {
            lines.gatherings[session] = nil
            return true
        }
        lines.gatherings[session] = until
        return false
    }

    private func changePlaces(
        _ session: String, _ count: Int, _ action: ExchangeAction
    ) throws -> [StoredMessage] {
        try transaction { exchange, now in
            if case .reorder = action {
                exchange.record(.reversed(session: session, count: count))
                return Self.number(session, count, &exchange, now)
            }
            // The highest number comes once more at the end, marked as a repetition, so that what
            // is missing is asked for completely.
            let stored = Self.number(session, count, &exchange, now)
            return stored.reversed() + stored.suffix(1).map { $0.repetition }
        }
    }

    private func dispatchOne(
        _ session: String, _ actions: [ExchangeAction]
    ) throws -> [StoredMessage] {
        let stored = try transaction { exchange, now in
            let stored = Self.number(session, 1, &exchange, now)
            if actions.contains(.again), let message = stored.first {
                exchange.record(
                    .queued(
                        session: session, messageType: message.msgType,
                        body: FieldText.of((Tag.possResend, "Y")) + message.body))
            }
            return stored
        }
        if actions.contains(.cutAfterSending) {
            lines.cuts.insert(session)
        }
        if actions.contains(.lose) { return [] }
        return actions.contains(.duplicate) ? stored + stored.map(\.repetition) : stored
    }
}

extension StoredMessage {
    /// The same under the same number, marked as perhaps sent before.
    fileprivate var repetition: StoredMessage {
        let time = UTCTimestamp(microseconds: sendingTime).text(.milliseconds)
        return StoredMessage(
            sequence: sequence, msgType: msgType, sendingTime: sendingTime,
            body: FieldText.of((Tag.possDupFlag, "Y"), (Tag.origSendingTime, time)) + body)
    }
}

extension ExchangeAction {
    /// Its name in a script, for journal and log.
    var word: String {
        switch self {
        case .cutBeforeJournal: "cut before-journal"
        case .cutAfterJournal: "cut before-answer"
        case .ignore: "ignore"
        case .reject: "reject"
        case .hold: "hold"
        case .fill: "fill"
        case .cutBeforeSending: "cut before-sending"
        case .cutAfterSending: "cut after-sending"
        case .lose: "lose"
        case .delay: "delay"
        case .duplicate: "duplicate"
        case .again: "again"
        case .reorder: "reorder"
        case .scramble: "scramble"
        default: "act"
        }
    }
}
