public import Postgres

/// Calls of `api.*` as the person who asks.
///
/// Each call is one round trip and one transaction of two statements: who is asking (role, session,
/// request, address; for that transaction only), then the function. A connection keeps nothing of
/// the person when it is over, whether it succeeded or not.
public struct APIFunctions: Sendable {
    /// On whose behalf a call is made.
    public struct Caller: Sendable, Hashable {
        /// The database role of the person's log-in.
        public var role: String
        /// The secret of the person's server-side session.
        public var session: String
        /// Goes to the audit log with everything the call writes.
        public var requestID: String
        /// The client's address in text form; empty when unknown.
        public var address: String

        public init(role: String, session: String, requestID: String, address: String) {
            self.role = role
            self.session = session
            self.requestID = requestID
            self.address = address
        }
    }

    /// What a function answered.
    public struct Answer: Sendable, Hashable {
        /// JSON text in UTF-8.
        public var json: [UInt8]
        /// Where the next page of a list begins; nil when there is none.
        public let nextCursor: String?
    }

    private static let identify = """
        select set_config('role', $1, true), set_config('irra.session', $2, true), \
        set_config('irra.request_id', $3, true), set_config('irra.address', $4, true)
        """

    private static let clock = "select to_jsonb(now()) #>> '{}'"

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// What is asked for by a provider, who is nobody of the desk.
    public var receipts: ReceiptFunctions { ReceiptFunctions(database: database) }

    /// Calls a function and returns its answer.
    ///
    /// - Parameters:
    ///   - body: the request's body as it came, `{}` when there was none. PostgreSQL parses it.
    ///   - parameters: a JSON object of strings: what came by path, query and headers.
    ///   - key: the request's idempotency key, for a function that does not take it itself.
    public func call(
        _ function: APIFunction, as caller: Caller, body: String = "{}", parameters: String = "{}",
        key: String? = nil
    ) async throws -> Answer {
        let statement =
            if let key {
                Statement(function.keyedSQL, [.text(body), .text(parameters), .text(key)])
            } else {
                Statement(function.sql, [.text(body), .text(parameters)])
            }
        let rows = try await database.pipeline([identification(of: caller), statement])
        let row = try rows[1].only()
        return Answer(
            json: try row.optionalUTF8(0) ?? Array("{}".utf8),
            nextCursor: function.isPage ? try row.optionalString(1) : nil)
    }

    /// One of several calls that read together.
    public struct Reading: Sendable {
        public let function: APIFunction
        /// As in ``call(_:as:body:parameters:key:)``.
        public let parameters: String

        public init(_ function: APIFunction, parameters: String) {
            self.function = function
            self.parameters = parameters
        }
    }

    /// Calls functions that read, all of them in one round trip and one transaction; answers them
    /// in their order, and when the transaction began by the database's clock, as JSON text.
    ///
    /// Throws when one of them is refused: then none is answered.
    public func read(
        _ readings: [Reading], as caller: Caller
    ) async throws -> (at: String, answers: [Answer]) {
        let statements = readings.map {
            Statement($0.function.sql, [.text("{}"), .text($0.parameters)])
        }
        let rows = try await database.pipeline(
            [identification(of: caller)] + statements + [Statement(Self.clock, [])])
        let answers = try zip(readings, rows.dropFirst()).map { reading, rows in
            let row = try rows.only()
            return Answer(
                json: try row.optionalUTF8(0) ?? Array("{}".utf8),
                nextCursor: reading.function.isPage ? try row.optionalString(1) : nil)
        }
        return (try rows[rows.count - 1].only().string(0), answers)
    }

    /// Writes down that a call was refused: the refusal itself undid all that the call had written.
    ///
    /// `detail` is the refusal's DETAIL, a JSON object, or nil.
    public func recordRefusal(
        of function: APIFunction, as caller: Caller, code: String, detail: String?
    ) async throws {
        _ = try await database.pipeline([
            identification(of: caller),
            Statement(
                """
                select api.record_refusal(function_name => $1, code => $2, detail => $3::jsonb)
                """, [.text(function.name), .text(code), Parameter(detail)]),
        ])
    }

    /// What `GET /readyz` tells: asked as the front itself. JSON text in UTF-8.
    public func health() async throws -> [UInt8] {
        try await database.query("select api.health()::text").only().utf8(0)
    }

    /// The desk's figures in Prometheus' text format.
    public func metrics() async throws -> [UInt8] {
        try await database.query("select monitor.metrics()").only().utf8(0)
    }

    private func identification(of caller: Caller) -> Statement {
        Statement(
            Self.identify,
            [
                .text(caller.role), .text(caller.session), .text(caller.requestID),
                .text(caller.address),
            ])
    }
}
