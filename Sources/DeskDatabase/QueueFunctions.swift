public import Postgres

/// Calls of `queue.*` by the gateway.
public struct QueueFunctions: Sendable {
    /// The notification channel of every queue; the payload names the queue that has work.
    public static let wakeChannel = "irra_wake"

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// The queue of order messages of a FIX session.
    public static func dispatchQueue(session: String) -> String { "dispatch:" + session }

    /// True when the queue is empty: the next entry will be announced on `wakeChannel`.
    public func prepareToSleep(queue: String) async throws -> Bool {
        try await database.query(
            "select queue.prepare_to_sleep(channel => $1)", [.text(queue)]
        ).only().boolean(0)
    }
}
