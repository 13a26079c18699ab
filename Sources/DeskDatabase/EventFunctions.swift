import FoundationEssentials
public import Postgres

/// Calls of `queue.*` by the front: what people who watch are told.
public struct EventFunctions: Sendable {
    /// What came behind a number, and for whom of the sessions that were asked about.
    public struct News: Sendable, Decodable {
        public struct Event: Sendable, Decodable {
            public let id: Int64
            /// `order`, `position`, `alert`, `mode`, …
            public let kind: String
            /// Which of ``News/audiences`` is told.
            public let audience: Int
            /// JSON text of one line.
            public let data: String
        }

        /// The number up to which everything has been read.
        public let last: Int64
        /// There is more behind ``last``.
        public let isFull: Bool
        /// Places (from 1) of the sessions that have not ended.
        public let live: [Int]
        /// Places of those who are told.
        public let audiences: [[Int]]
        public let events: [Event]

        private enum CodingKeys: String, CodingKey {
            case last, live, audiences, events
            case isFull = "is_full"
        }
    }

    /// The queue that fronts sleep on; see ``QueueFunctions/wakeChannel``.
    public static let queue = "events"

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// What came behind `after`, for the sessions whose secrets have these SHA-256 hashes.
    public func read(after: Int64, sessions: [[UInt8]]) async throws -> News {
        let text = try await database.query(
            "select queue.read_events(after => $1, secret_hashes => $2)::text",
            [.integer(after), .bytesArray(sessions)]
        ).only().utf8(0)
        do {
            return try JSONDecoder().decode(News.self, from: Data(text))
        } catch {
            throw PostgresError.decoding("queue.read_events: \(error)")
        }
    }

    /// True when nothing waits to be told: the next change will be announced.
    public func prepareToSleep() async throws -> Bool {
        try await QueueFunctions(database: database).prepareToSleep(queue: Self.queue)
    }

    /// How many requests a front takes.
    public func limits() async throws -> FrontLimits {
        let row = try await database.query("select * from auth.front_limits()").only()
        return FrontLimits(
            person: .init(
                requestsPerSecond: Double(try row.integer("person_rate")),
                burst: Double(try row.integer("person_burst"))),
            address: .init(
                requestsPerSecond: Double(try row.integer("address_rate")),
                burst: Double(try row.integer("address_burst"))))
    }

    /// Forgets what fronts keep for a while.
    public func tidy() async throws {
        _ = try await database.query("select queue.tidy_front()")
    }
}
