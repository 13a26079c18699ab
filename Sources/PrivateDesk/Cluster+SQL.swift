extension Cluster {
    /// libpq's words for a connection over the socket; without a password, which a worker adds.
    public func conninfo(database: String, user: String = "postgres") -> String {
        "host=\(socketDirectory) port=\(port) dbname=\(database) user=\(user)"
    }

    /// The variables that lead libpq's programs (psql, sqitch, pg_prove) to this cluster as superuser.
    public func environment(database: String) -> [String: String] {
        [
            "PGHOST": socketDirectory, "PGPORT": "\(port)", "PGUSER": "postgres",
            "PGDATABASE": database,
        ]
    }

    /// Runs SQL with psql as superuser; the first error ends it. `variables` are psql's (`:'name'`),
    /// sent through its standard input with the text, because an argument is visible to everybody.
    /// Returns unaligned rows, fields separated by `|`.
    @discardableResult
    public func run(
        sql: String, database: String, variables: [String: String] = [:]
    ) async throws -> String {
        let settings = variables.sorted { $0.key < $1.key }
            .map { "\\set \($0.key) \(Self.quoted($0.value))\n" }.joined()
        return try await psql(
            ["-f", "-"], database: database, directory: "/", input: settings + sql)
    }

    /// Runs a file in one transaction with psql as superuser, in the file's own directory so that it may
    /// include others.
    @discardableResult
    public func run(
        file: String, database: String, variables: [String: String] = [:],
        oneTransaction: Bool = true
    ) async throws -> String {
        let settings = variables.sorted { $0.key < $1.key }.flatMap {
            ["-v", "\($0.key)=\($0.value)"]
        }
        let path = FileSystem.absolute(file)
        let directory = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
        return try await psql(
            settings + (oneTransaction ? ["-1"] : []) + ["-f", path], database: database,
            directory: directory, input: "")
    }

    private func psql(
        _ arguments: [String], database: String, directory: String, input: String
    ) async throws -> String {
        try await Command(
            PostgresInstallation.program("psql"),
            ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"] + arguments,
            environment: environment(database: database), directory: directory
        ).run(input: input)
    }

    private static func quoted(_ value: String) -> String {
        "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
    }
}
