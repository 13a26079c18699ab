extension Cluster {
    /// One run of a pgbench script: how often, by whom, and the script's variables.
    public struct Load: Sendable {
        public var script: String
        public var clients = 1
        /// Of each client.
        public var transactions: Int
        public var variables: [String: String] = [:]
        /// Transactions a second of all clients together; nil = as many as can be.
        public var rate: Int?

        public init(
            script: String, clients: Int = 1, transactions: Int, rate: Int? = nil,
            variables: [String: String] = [:]
        ) {
            self.script = script
            self.clients = clients
            self.transactions = transactions
            self.variables = variables
            self.rate = rate
        }
    }

    /// Most threads of pgbench: the server needs the processors more.
    private static let loadThreads = 2

    /// Runs the load as superuser with prepared statements; returns what pgbench says at its end.
    /// Throws when any client gave up before its last transaction.
    public func run(_ load: Load, database: String) async throws -> String {
        let settings = load.variables.sorted { $0.key < $1.key }
            .flatMap { ["-D", "\($0.key)=\($0.value)"] }
        return try await Command(
            PostgresInstallation.program("pgbench"),
            [
                "-n", "-M", "prepared", "-c", "\(load.clients)",
                "-j", "\(min(load.clients, Self.loadThreads))", "-t", "\(load.transactions)",
                "-f", load.script,
            ] + (load.rate.map { ["-R", "\($0)"] } ?? []) + settings,
            environment: environment(database: database)
        ).run()
    }
}
