public import Postgres

/// Reads of `ops.*`, the views a DBA reads, by the monitor.
public struct OpsViews: Sendable {
    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    public func health() async throws -> [HealthCheck] {
        try await database.query("select check_name, ok, detail from ops.health").map { row in
            HealthCheck(
                name: try row.string("check_name"), isOK: try row.boolean("ok"),
                detail: try row.optionalString("detail") ?? "")
        }
    }
}
