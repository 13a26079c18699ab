internal import DeskDatabase
internal import FIX
internal import FIXTransport
internal import Logging
internal import Postgres

/// One session's memory in the database, under one lease, over a connection of its own: FIX is
/// serial, and so are these calls.
struct DatabaseSessionStore: SessionStore {
    /// Attempts at a call that the server undid because of another transaction's locks.
    private static let attempts = 3

    let lease: FixFunctions.Lease
    let fix: FixFunctions
    let alarm: DispatchAlarm
    let logger: Logger

    func load() async throws -> SessionNumbers {
        SessionNumbers(nextOutbound: lease.nextOutbound, nextInbound: lease.nextInbound)
    }

    func reset() async throws {
        logger.notice("sequence numbers reset")
        try await repeatingUndone { try await fix.reset(lease) }
    }

    func append(msgType: String, body: String) async throws -> NumberedMessage {
        let kept = try await repeatingUndone {
            try await fix.append(lease, messageType: msgType, body: body)
        }
        return NumberedMessage(sequence: kept.sequence, sendingTime: kept.sentAt)
    }

    func receive(_ batch: [InboundMessage], next: Int64) async throws {
        let applied = batch.filter(\.isForApplication)
        let kept = batch.filter { !$0.isForApplication }
        try await receive(applied[...], kept: kept, next: next)
        for message in applied { log(message) }
    }

    /// What takes longer than a statement may is taken in halves, each with its own number: a
    /// session that was away for long catches up on a slow day, too.
    private func receive(
        _ applied: ArraySlice<InboundMessage>, kept: [InboundMessage], next: Int64
    ) async throws {
        // Application messages move the number themselves; what was only kept may go beyond.
        let moved = applied.last.map { $0.sequence + 1 }
        let appliedText = applied.isEmpty ? nil : MessageJSON.text(Array(applied))
        let keptText = MessageJSON.text(kept, withFields: false)
        do {
            try await repeatingUndone {
                try await fix.receive(
                    lease, applied: appliedText, kept: keptText,
                    nextInbound: kept.isEmpty && next == moved ? nil : next)
            }
        } catch let error as PostgresError
            where error.sqlState == .queryCanceled && applied.count > 1
        {
            logger.warning(
                "too many messages at once, taken in halves",
                metadata: ["messages": "\(applied.count)"])
            let half = applied.prefix(applied.count / 2)
            try await receive(half, kept: [], next: (half.last?.sequence ?? 0) + 1)
            try await receive(applied.dropFirst(half.count), kept: kept, next: next)
        }
    }

    func resend(from: Int64, through: Int64) async throws -> [StoredMessage] {
        let messages = try await repeatingUndone {
            try await fix.resend(lease, from: from, through: through)
        }
        logger.notice(
            "resend asked for",
            metadata: [
                "from": "\(from)", "through": "\(through)",
                "sent_again": "\(messages.count { !$0.gapFill })",
            ])
        return messages.map(StoredMessage.init)
    }

    func dispatch(limit: Int) async throws -> [StoredMessage] {
        let messages = try await repeatingUndone {
            try await fix.dispatch(lease, maxMessages: limit)
        }
        for message in messages { log(message) }
        return messages.map(StoredMessage.init)
    }

    func prepareToSleep() async throws -> Bool {
        switch try await repeatingUndone({ try await fix.sleepBeforeDispatch(lease) }) {
        case nil:
            return false
        case .untilNotified:
            return true
        case .lasting(let wait):
            alarm.set(after: wait)
            return true
        }
    }

    func status(_ status: SessionStatus, detail: String?) async throws {
        logger.info(
            "session status",
            metadata: ["status": "\(status.rawValue)", "detail": "\(detail ?? "")"])
        try await repeatingUndone {
            try await fix.setStatus(lease, status: status.rawValue, detail: detail)
        }
    }

    /// Repeats a call that certainly changed nothing. An answer that was lost is in doubt and is
    /// never repeated: the error ends the connection, and the numbers are read again.
    private func repeatingUndone<Value>(_ call: () async throws -> Value) async throws -> Value {
        for attempt in 1..<Self.attempts {
            do {
                return try await call()
            } catch let error as PostgresError where error.isUndone {
                logger.warning(
                    "database call undone, repeated",
                    metadata: ["attempt": "\(attempt)", "reason": "\(error.detailForLog)"])
            }
        }
        return try await call()
    }

    private func log(_ message: FixFunctions.Outbound) {
        guard logger.logLevel <= .debug else { return }
        logger.debug(
            "message dispatched",
            metadata: [
                "type": "\(message.messageType)", "sequence": "\(message.sequence)",
                "cl_ord_id": "\(message.clOrdID ?? "")",
            ])
    }

    private func log(_ message: InboundMessage) {
        if let defect = message.defect {
            logger.warning(
                "malformed message kept and rejected",
                metadata: ["sequence": "\(message.sequence)", "defect": "\(defect)"])
        }
        guard logger.logLevel <= .debug else { return }
        logger.debug(
            "message applied",
            metadata: [
                "type": "\(message.msgType)", "sequence": "\(message.sequence)",
                "poss_dup": "\(message.possDup)",
                "cl_ord_id": "\(message.message[Tag.clOrdID] ?? "")",
                "exec_type": "\(message.message[Tag.execType] ?? "")",
            ])
    }
}

extension StoredMessage {
    fileprivate init(_ message: FixFunctions.Outbound) {
        self.init(
            sequence: message.sequence, msgType: message.messageType,
            sendingTime: message.sentAt, body: message.body, gapFill: message.gapFill)
    }
}

extension FixFunctions.Outbound {
    /// The ClOrdID in the body, for the log.
    fileprivate var clOrdID: Substring? {
        body.split(separator: "\u{1}").first { $0.hasPrefix("\(Tag.clOrdID)=") }
            .map { $0.dropFirst(3) }
    }
}

extension PostgresError {
    /// The server rolled the call back because of what other transactions did.
    fileprivate var isUndone: Bool {
        switch sqlState {
        case .serializationFailure, .deadlockDetected, .lockNotAvailable: true
        default: false
        }
    }

    /// The session's lease is another's.
    var isLeaseLost: Bool { sqlState == "IR501" }
}
