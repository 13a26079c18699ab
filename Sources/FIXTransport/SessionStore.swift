public import FIX

/// The memory of one session. Every method returns only when what it was given is safe, because
/// the driver acknowledges or writes to the socket right after. A method that throws ends the
/// connection and the driver's `run`: numbers in memory are then no longer believed.
public protocol SessionStore: Sendable {
    /// The numbers to go on from; called once, before the first connection.
    func load() async throws -> SessionNumbers
    /// Both numbers become 1: a new incarnation of the session.
    func reset() async throws
    /// Numbers and keeps a session message.
    func append(msgType: String, body: String) async throws -> NumberedMessage
    /// In one transaction, or in several for parts that follow each other: keeps every message of
    /// the batch as it came, applies those that are for the application (their numbers ascend),
    /// and moves the next inbound number with them, at the end to `next`.
    /// `next` is never lower than before, and may move without a message or stay with one. Must
    /// not throw for the content of messages.
    func receive(_ batch: [InboundMessage], next: Int64) async throws
    /// What was sent under these numbers, ascending. Numbers that are left out, and rows with
    /// `gapFill`, are gap-filled. At most `through - from + 1` rows.
    func resend(from: Int64, through: Int64) async throws -> [StoredMessage]
    /// Claims, numbers and keeps application messages that wait; at most `limit`, none when
    /// the queue is empty.
    func dispatch(limit: Int) async throws -> [StoredMessage]
    /// Called when the queue looked empty: true when it still is and `wake()` will be called
    /// for the next message (or a second's delay does no harm), false to dispatch again at once.
    func prepareToSleep() async throws -> Bool
    /// What people see of the session.
    func status(_ status: SessionStatus, detail: String?) async throws
}

extension SessionStore {
    public func prepareToSleep() async throws -> Bool { true }
    public func status(_ status: SessionStatus, detail: String?) async throws {}
}
