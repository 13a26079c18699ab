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
    private let journal: MessageJournal

    init(
        lease: FixFunctions.Lease, fix: FixFunctions, alarm: DispatchAlarm, logger: Logger
    ) {
        self.lease = lease
        self.fix = fix
        self.alarm = alarm
        self.logger = logger
        journal = MessageJournal(logger: logger)
    }

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
            let names = try await repeatingUndone {
                try await fix.receive(
                    lease, applied: appliedText, kept: keptText,
                    nextInbound: kept.isEmpty && next == moved ? nil : next,
                    naming: journal.names(in: applied))
            }
            journal.told(applied, names)
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
        journal.sent(messages)
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
}

extension StoredMessage {
    fileprivate init(_ message: FixFunctions.Outbound) {
        self.init(
            sequence: message.sequence, msgType: message.messageType,
            sendingTime: message.sentAt, body: message.body, gapFill: message.gapFill)
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
