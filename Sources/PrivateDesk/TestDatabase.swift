/// A database of one suite: nobody else's rows, dropped when the suite is done or with the cluster.
public struct TestDatabase: Sendable {
    /// What the database holds when it is handed out.
    public enum Content: String, Sendable, CaseIterable {
        /// Nothing but PostgreSQL's own.
        case empty
        /// The desk: all migrations and logic, as after `irra up`, without rows of anybody's.
        case desk
        /// The reference primary's tables, empty.
        case primary
    }

    public let name: String
    public let cluster: Cluster

    /// libpq's words for a connection as any role (`irra_gateway`, `irra_front`, …); the test
    /// cluster trusts whoever can enter its directory, so no password is needed.
    public func conninfo(user: String = "postgres") -> String {
        cluster.conninfo(database: name, user: user)
    }

    /// Runs SQL as superuser, one transaction a statement; returns unaligned rows, fields separated
    /// by `|`. For set-up and for looking; what is under test goes through the room's own code.
    @discardableResult
    public func run(_ sql: String, variables: [String: String] = [:]) async throws -> String {
        try await cluster.run(sql: sql, database: name, variables: variables)
    }

    /// Drops the database, ending whoever is connected.
    public func drop() async throws {
        try await cluster.run(
            sql: "drop database if exists :\"name\" with (force);", database: "postgres",
            variables: ["name": name])
    }
}
