internal import FIX
internal import FIXTransport

/// One session's memory in the exchange's journal.
struct JournalSessionStore: SessionStore {
    let host: ExchangeHost
    let session: String

    func load() async throws -> SessionNumbers { try await host.numbers(of: session) }

    func reset() async throws { try await host.reset(session) }

    func append(msgType: String, body: String) async throws -> NumberedMessage {
        try await host.append(session, messageType: msgType)
    }

    func receive(_ batch: [InboundMessage], next: Int64) async throws {
        try await host.receive(session, batch, next: next)
    }

    func resend(from: Int64, through: Int64) async throws -> [StoredMessage] {
        await host.resend(session, from: from, through: through)
    }

    func dispatch(limit: Int) async throws -> [StoredMessage] {
        try await host.dispatch(session, limit: limit)
    }

    func prepareToSleep() async throws -> Bool { try await host.prepareToSleep(session) }

    func status(_ status: SessionStatus, detail: String?) async throws {
        await host.status(session, status)
    }
}
