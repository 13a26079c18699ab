extension Cluster {
    /// libpq's words for a connection over the socket; without a password, which a worker adds.
    public func conninfo(database: String, user: String = "postgres") -> String {
        let host = socketDirectory.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "host='\(host)' port=\(port) dbname=\(database) user=\(user)"
    }

    /// The variables that lead libpq's programs (psql, sqitch, pg_prove) to this cluster as
    /// superuser.
    public func environment(database: String) -> [String: String] {
        [
            "PGHOST": socketDirectory, "PGPORT": "\(port)", "PGUSER": "postgres",
            "PGDATABASE": database,
        ]
    }

    /// Runs SQL with psql as superuser; the first error ends it. `variables` are psql's
    /// (`:'name'`), sent through its standard input with the text, because an argument is visible
    /// to everybody. Returns unaligned rows, fields separated by `|`.
    @discardableResult
    public func run(
        sql: String, database: String, variables: [String: String] = [:],
        oneTransaction: Bool = false
    ) async throws -> String {
        let settings = variables.sorted { $0.key < $1.key }
            .map { "\\set \($0.key) \(Self.quoted($0.value))\n" }.joined()
        return try await Command(
            PostgresInstallation.program("psql"),
            ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"] + (oneTransaction ? ["-1"] : [])
                + ["-f", "-"],
            environment: environment(database: database)
        ).run(input: settings + sql)
    }

    /// Runs a file, which may include others beside it, in one transaction unless told otherwise;
    /// else as `run(sql:)`.
    @discardableResult
    public func run(
        file: String, database: String, variables: [String: String] = [:],
        oneTransaction: Bool = true
    ) async throws -> String {
        try await run(
            sql: "\\i \(Self.quoted(FileSystem.absolute(file)))\n", database: database,
            variables: variables, oneTransaction: oneTransaction)
    }

    private static func quoted(_ value: String) -> String {
        "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
    }
}
