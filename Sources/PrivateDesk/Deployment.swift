import FoundationEssentials

/// Brings a database to the project's present state: sqitch for what holds data, then the logic in
/// one transaction. Both may run any number of times.
public struct Deployment: Sendable {
    private static let sqitch = "/usr/bin/sqitch"
    /// Loading takes the lock of every table, one after the other; where a desk works meanwhile one
    /// of the two is told of a deadlock and has changed nothing.
    private static let attempts = 5

    let project: ProjectFiles
    let cluster: Cluster

    public init(project: ProjectFiles, cluster: Cluster) {
        self.project = project
        self.cluster = cluster
    }

    /// Makes the database if it is not there; true when it did.
    @discardableResult
    public func createDatabase(_ name: String, template: String = "template0") async throws -> Bool
    {
        let found = try await cluster.run(
            sql: "select count(*) from pg_catalog.pg_database where datname = :'name';",
            database: "postgres", variables: ["name": name])
        if found.hasPrefix("1") { return false }
        try await cluster.run(
            sql: "create database :\"name\" template :\"template\";", database: "postgres",
            variables: ["name": name, "template": template])
        return true
    }

    /// Migrations, then `sql/install.sql`, unless these very files were loaded last: a desk that
    /// works while a worker of it is started anew is not held up.
    public func deployDesk(database: String) async throws {
        try await migrate(database: database)
        let files = try project.digest(of: ["migrations", "sql"])
        let loaded = try await cluster.run(
            file: project.path("replication/private_desk/loaded_logic.sql"), database: database)
        if loaded == files + "\n" { return }
        try await untilNoDeadlock {
            try await cluster.run(
                file: project.path("replication/private_desk/load_logic.sql"), database: database,
                variables: ["database": database, "files": files])
        }
    }

    private func untilNoDeadlock(_ load: () async throws -> Void) async throws {
        for attempt in 1... {
            do {
                return try await load()
            } catch DeskError.commandFailed(_, _, let detail)
                where attempt < Self.attempts && detail.contains("deadlock detected")
            {}
        }
    }

    /// The reference primary: `replication/primary/install.sql`.
    public func deployPrimary(database: String) async throws {
        try await cluster.run(
            file: project.path("replication/primary/install.sql"), database: database)
    }

    func migrate(database: String) async throws {
        guard FileSystem.exists(Self.sqitch) else {
            throw DeskError.programMissing("sqitch", package: "sqitch")
        }
        // The person's own sqitch settings must not choose another engine or plan.
        let identity = [
            "SQITCH_FULLNAME": "irra", "SQITCH_EMAIL": "irra@localhost",
            "SQITCH_USER_CONFIG": "/dev/null", "SQITCH_SYSTEM_CONFIG": "/dev/null", "TZ": "UTC",
        ]
        _ = try await Command(
            Self.sqitch, ["deploy", "db:pg:\(database)"],
            environment: cluster.environment(database: database).merging(identity) { $1 },
            directory: project.path("migrations")
        ).run()
    }
}
