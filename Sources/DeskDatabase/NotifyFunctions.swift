public import Postgres

/// Calls of `notify.*` by the notifier.
public struct NotifyFunctions: Sendable {
    /// A message that is ours to deliver until the lease ends.
    public struct Message: Sendable, Hashable {
        public let outboxID: Int64
        /// `email` or `sms`.
        public let channel: String
        public let recipient: String
        public let subject: String
        public let body: String
        /// Microseconds since 1970-01-01 UTC.
        public let createdAt: Int64

        public init(
            outboxID: Int64, channel: String, recipient: String, subject: String, body: String,
            createdAt: Int64
        ) {
            self.outboxID = outboxID
            self.channel = channel
            self.recipient = recipient
            self.subject = subject
            self.body = body
            self.createdAt = createdAt
        }
    }

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// Takes messages that are due; each comes again after the lease unless it is completed.
    public func claim(maxMessages: Int, leaseSeconds: Int) async throws -> [Message] {
        try await database.query(
            """
            select outbox_id, channel, recipient, subject, body, created_at \
            from notify.claim(max_messages => $1, lease_seconds => $2)
            """, [.integer(Int64(maxMessages)), .integer(Int64(leaseSeconds))]
        ).map { row in
            Message(
                outboxID: try row.integer("outbox_id"), channel: try row.string("channel"),
                recipient: try row.string("recipient"), subject: try row.string("subject"),
                body: try row.string("body"), createdAt: try row.timestamp("created_at"))
        }
    }

    public func complete(_ outboxIDs: [Int64]) async throws {
        _ = try await database.query(
            "select notify.complete(outbox_ids => $1)", [.integerArray(outboxIDs)])
    }

    /// The database decides when it is tried again and when it is given up.
    public func fail(_ outboxID: Int64, error: String) async throws {
        _ = try await database.query(
            "select notify.fail(outbox_id => $1, error => $2)",
            [.integer(outboxID), .text(error)])
    }

    /// True when nothing is due: the next message will be announced on channel `irra_wake` with the
    /// payload `notify`.
    public func prepareToSleep() async throws -> Bool {
        try await database.query("select queue.prepare_to_sleep('notify')").only().boolean(0)
    }
}
