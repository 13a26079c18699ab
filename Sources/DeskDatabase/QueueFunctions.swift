public import Postgres

/// Calls of `queue.*` by the gateway.
public struct QueueFunctions: Sendable {
    /// The notification channel of every queue; the payload names the queue that has work.
    public static let wakeChannel = "irra_wake"

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// The queue of exits that wait for their time.
    public static let exitsQueue = "exits"

    /// What a round of work by the clock found.
    public struct Round: Sendable, Hashable {
        public let worked: Int
        /// How long until the next of its kind is due; nil when none is.
        public let nextDue: Duration?
    }

    /// The queue of order messages of a FIX session.
    public static func dispatchQueue(session: String) -> String { "dispatch:" + session }

    /// Places exits that are due.
    public func workExits() async throws -> Round {
        try await round("select worked, next_due_at from queue.work_exits()")
    }

    /// Re-prices protected orders that wait unfilled.
    public func chaseOrders() async throws -> Round {
        try await round("select chased as worked, next_due_at from queue.chase_orders()")
    }

    /// Raises alerts for fills that nobody confirmed in time.
    public func checkFills() async throws -> Round {
        // An alert that stands is no work that goes on.
        try await round("select 0 as worked, next_due_at from queue.check_fills()")
    }

    /// Asks after orders whose message the exchange has not answered.
    public func checkAnswers() async throws -> Round {
        try await round("select 0 as worked, next_due_at from queue.check_answers()")
    }

    /// The database's clock is the clock: due times become waits there.
    private func round(_ call: String) async throws -> Round {
        let row = try await database.query(
            """
            select r.worked::bigint, \
            ceil(extract(epoch from r.next_due_at - clock_timestamp()) * 1000)::bigint as due_ms \
            from (\(call)) r
            """
        ).only()
        return Round(
            worked: Int(try row.integer("worked")),
            nextDue: try row.optionalInteger("due_ms").map { .milliseconds(max(0, $0)) })
    }

    /// True when the queue is empty: the next entry will be announced on `wakeChannel`.
    public func prepareToSleep(queue: String) async throws -> Bool {
        try await database.query(
            "select queue.prepare_to_sleep(channel => $1)", [.text(queue)]
        ).only().boolean(0)
    }
}
