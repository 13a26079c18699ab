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

    /// Where the server keeps its data; a path on the server's machine. Needs `pg_monitor`.
    public func dataDirectory() async throws -> String {
        try await database.query("select current_setting('data_directory')").only().string(0)
    }
}
