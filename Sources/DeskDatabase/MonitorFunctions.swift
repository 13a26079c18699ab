public import Postgres

/// Calls of `monitor.*` on the desk's database, as role `irra_monitor`.
public struct MonitorFunctions: Sendable {
    /// A figure that no query can read: a worker tells it.
    public struct Figure: Sendable, Hashable {
        public let measure: String
        public let subject: String
        public let value: Double

        public init(measure: String, subject: String, value: Double) {
            self.measure = measure
            self.subject = subject
            self.value = value
        }
    }

    /// What one look came to.
    public struct Verdict: Sendable, Hashable {
        /// False when another monitor judged at the same time; then nothing was done.
        public let isJudged: Bool
        public let broken: Int64
        public let raised: Int64
        public let resolved: Int64
    }

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// Reads what is due and holds it, with what the caller tells, against the rules. Two
    /// transactions: reading can change nothing.
    public func look(telling figures: [Figure]) async throws -> Verdict {
        let samples = try await database.query("select monitor.take_samples()").only().string(0)
        let row = try await database.query(
            """
            select judged, coalesce(broken, 0) as broken, coalesce(raised, 0) as raised, \
            coalesce(resolved, 0) as resolved from monitor.judge(samples => $1::jsonb || (\
            select coalesce(jsonb_agg(jsonb_build_object('measure', k.measure, 'took_ms', 0, \
            'rows', k.rows)), '[]') from (select t.measure, jsonb_agg(jsonb_build_object(\
            'subject', t.subject, 'value', t.value)) as rows from unnest($2::text[], $3::text[], \
            $4::float8[]) t (measure, subject, value) group by t.measure) k))
            """,
            [
                .text(samples), .textArray(figures.map(\.measure)),
                .textArray(figures.map(\.subject)),
                .textArray(figures.map { String($0.value) }),
            ]
        ).only()
        return Verdict(
            isJudged: try row.boolean("judged"), broken: try row.integer("broken"),
            raised: try row.integer("raised"), resolved: try row.integer("resolved"))
    }
}
