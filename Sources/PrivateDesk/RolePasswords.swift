/// Gives every role that may log in to a private cluster its own random password.
public struct RolePasswords: Sendable {
    let cluster: Cluster
    let secrets: Secrets

    public init(cluster: Cluster, secrets: Secrets) {
        self.cluster = cluster
        self.secrets = secrets
    }

    /// Sets a password where the server has none or the file was not there: a lost file gets a new
    /// password, a restored cluster gets the old one, and nothing else changes.
    public func ensure() async throws {
        let rows = try await cluster.run(
            sql: """
                select rolname, rolpassword is null
                from pg_catalog.pg_authid
                where rolcanlogin and not rolsuper
                order by rolname;
                """, database: "postgres")
        for row in rows.split(separator: "\n") {
            let fields = row.split(separator: "|")
            guard fields.count == 2 else { continue }
            let role = String(fields[0])
            let name = Secrets.passwordName(cluster: cluster.name, role: role)
            let isNew = try secrets.read(name) == nil
            let password = try secrets.databasePassword(cluster: cluster.name, role: role)
            guard isNew || fields[1] == "t" else { continue }
            try await cluster.run(
                sql: "alter role :\"role\" password :'verifier';", database: "postgres",
                variables: ["role": role, "verifier": ScramVerifier.make(password: password)])
        }
    }

    /// libpq's words for a worker: its role, its password, this cluster's socket.
    public func conninfo(role: String, database: String) throws -> String {
        let name = Secrets.passwordName(cluster: cluster.name, role: role)
        guard let password = try secrets.read(name) else {
            throw DeskError.state(
                "\(secrets.path(name)) is missing: `irra up` makes it, or give the worker"
                    + " its connection with IRRA_BACKUP_DSN")
        }
        return cluster.conninfo(database: database, user: role) + " password=\(password)"
    }
}
