public import Postgres

/// Calls of `notify.*` by the notifier.
public struct NotifyFunctions: Sendable {
    /// A message that is ours to deliver until the lease ends.
    public struct Message: Sendable, Hashable {
        public let messageID: Int64
        public let recipient: String
        public let subject: String
        public let body: String
        /// Nil when the message is plain text only.
        public let html: String?
        /// Under which a telecom operator in India knows the text.
        public let dltTemplateID: String?
        /// Microseconds since 1970-01-01 UTC.
        public let createdAt: Int64
        /// From 1; names the claim in `fail`.
        public let attempt: Int64
        /// Who is to carry it.
        public let provider: String
        /// The orders of the desk that it tells of.
        public let orderIDs: [Int64]

        public init(
            messageID: Int64, recipient: String, subject: String, body: String,
            html: String? = nil, dltTemplateID: String? = nil, createdAt: Int64,
            attempt: Int64 = 1, provider: String, orderIDs: [Int64] = []
        ) {
            self.messageID = messageID
            self.recipient = recipient
            self.subject = subject
            self.body = body
            self.html = html
            self.dltTemplateID = dltTemplateID
            self.createdAt = createdAt
            self.attempt = attempt
            self.provider = provider
            self.orderIDs = orderIDs
        }
    }

    /// What an order is called, for the log.
    public struct OrderName: Sendable, Hashable {
        public let orderID: Int64
        public let clOrdID: String
        /// The HTTP request that made it; nil when nobody asked for it.
        public let requestID: String?
    }

    /// What follows from a failure is the database's to say; this says whose it was.
    public enum Failure: String, Sendable, Hashable {
        /// Of the moment: greylisting, a full mailbox.
        case again
        /// Of the message, for good.
        case refused
        /// Of the address, for good.
        case address
        /// Of the provider: another one may carry it.
        case provider
    }

    /// A row of `notify.providers`.
    public struct Provider: Sendable, Hashable {
        public let name: String
        public let channel: String
        public let kind: String
        /// A JSON object.
        public let settings: String
        public let connections: Int
        public let timeoutMilliseconds: Int64

        public init(
            name: String, channel: String, kind: String, settings: String, connections: Int,
            timeoutMilliseconds: Int64
        ) {
            self.name = name
            self.channel = channel
            self.kind = kind
            self.settings = settings
            self.connections = connections
            self.timeoutMilliseconds = timeoutMilliseconds
        }
    }

    /// Parts subject, body and HTML in what the database renders; no value can hold it.
    private static let partSeparator: Character = "\u{1E}"

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// Takes messages of a channel that are due; each comes again after the lease unless it is
    /// settled.
    public func claim(
        channel: String, maxMessages: Int, leaseSeconds: Int
    ) async throws -> [Message] {
        try await database.query(
            """
            select message_id, recipient, content, dlt_template_id, created_at, attempt, provider, \
            array_to_string(order_ids, ' ') as order_ids from notify.claim( \
            channel => $1, max_messages => $2, lease_seconds => $3)
            """,
            [.text(channel), .integer(Int64(maxMessages)), .integer(Int64(leaseSeconds))]
        ).map { row in
            let parts = try row.string("content").split(
                separator: Self.partSeparator, omittingEmptySubsequences: false)
            guard parts.count >= 2 else {
                throw PostgresError.decoding("a message without subject and body")
            }
            return Message(
                messageID: try row.integer("message_id"), recipient: try row.string("recipient"),
                subject: String(parts[0]), body: String(parts[1]),
                html: parts.count > 2 ? String(parts[2]) : nil,
                dltTemplateID: try row.optionalString("dlt_template_id"),
                createdAt: try row.timestamp("created_at"), attempt: try row.integer("attempt"),
                provider: try row.string("provider"),
                orderIDs: try row.string("order_ids").split(separator: " ").compactMap { Int64($0) }
            )
        }
    }

    /// In order of their numbers.
    public func orderNames(_ orderIDs: [Int64]) async throws -> [OrderName] {
        try await database.query(
            "select order_id, cl_ord_id, request_id from notify.order_names(order_ids => $1)",
            [.integerArray(orderIDs)]
        ).map { row in
            OrderName(
                orderID: try row.integer("order_id"), clOrdID: try row.string("cl_ord_id"),
                requestID: try row.optionalString("request_id"))
        }
    }

    /// `references` are the provider's numbers, in the order of the messages; empty where none.
    public func complete(
        _ messageIDs: [Int64], provider: String, references: [String]
    ) async throws {
        _ = try await database.query(
            "select notify.complete(message_ids => $1, provider => $2, provider_refs => $3)",
            [.integerArray(messageIDs), .text(provider), .textArray(references)])
    }

    /// The database decides when it is tried again, by whom, and when it is given up.
    public func fail(
        _ messageID: Int64, attempt: Int64, _ failure: Failure, error: String
    ) async throws {
        _ = try await database.query(
            "select notify.fail(message_id => $1, attempt => $2, failure => $3, error => $4)",
            [.integer(messageID), .integer(attempt), .text(failure.rawValue), .text(error)])
    }

    /// Gives back what was claimed and not tried.
    public func release(_ messageIDs: [Int64]) async throws {
        _ = try await database.query(
            "select notify.release(message_ids => $1)", [.integerArray(messageIDs)])
    }

    /// Tells that nothing has come for so long of what the provider was given.
    public func noteSilent(provider: String, for silence: Duration) async throws {
        _ = try await database.query(
            "select notify.note_silent(provider => $1, seconds => $2::float8::numeric)",
            [.text(provider), .text("\(silence / .seconds(1))")])
    }

    public func providers() async throws -> [Provider] {
        try await database.query(
            """
            select provider, channel, kind, settings, connections, timeout_ms \
            from notify.providers_to_run()
            """
        ).map { row in
            Provider(
                name: try row.string("provider"), channel: try row.string("channel"),
                kind: try row.string("kind"), settings: try row.string("settings"),
                connections: Int(try row.integer("connections")),
                timeoutMilliseconds: try row.integer("timeout_ms"))
        }
    }

    /// Queues the next clients of running notices to all, gives up what is too late to be of use.
    public func keepTime() async throws {
        _ = try await database.query("select notify.feed_notices()")
        _ = try await database.query("select notify.give_up_late()")
    }

    /// Nil when there is work for the channel; else how long it may sleep: the next event will be
    /// announced on `irra_wake` with the payload `notify`, but nobody announces the clock.
    public func prepareToSleep(channel: String) async throws -> Duration? {
        try await database.query(
            "select notify.prepare_to_sleep(channel => $1)", [.text(channel)]
        ).only().optionalInteger(0).map { .milliseconds($0) }
    }
}
