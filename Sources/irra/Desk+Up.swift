import FoundationEssentials
import PrivateDesk

extension Desk {
    /// Starts everything that does not run yet and returns when it is ready. Every step may be
    /// repeated: after a kill at any point the next `up` goes on.
    func up(without: Set<Part> = []) async throws {
        let parts = ownParts(without: without)
        if parts.allSatisfy(isRunning) {
            narrate("the desk is up already (\(home.path)): nothing to do")
            return
        }
        try await DeskLock.hold(home) { try await start(parts) }
    }

    private func start(_ parts: [Part]) async throws {
        try requireFreePorts(parts)
        if parts.contains(.primary) { try await setUpPrimary() }
        if parts.contains(.backup) {
            try await setUpBackup()
            if parts.contains(.primary) { try await subscribe() }
            try await enrolPeople()
        }
        try await startWorkers(parts.filter { !$0.isCluster })
    }

    /// Another program on a port of ours is told before anything is started: its answers must not
    /// be taken for our worker's.
    private func requireFreePorts(_ parts: [Part]) throws {
        for part in parts where !isRunning(part) { try settings.requireFreePort(of: part) }
    }

    private func setUpPrimary() async throws {
        try await startCluster(primary)
        let deployment = Deployment(project: project, cluster: primary)
        let database = Settings.primaryDatabase
        try await deployment.createDatabase(database)
        narrate("primary: loading the reference book's tables and functions")
        try await deployment.deployPrimary(database: database)
        try await primary.run(
            file: project.path("replication/publication.sql"), database: database)
        try await RolePasswords(cluster: primary, secrets: home.secrets).ensure()
        try await fillPrimary()
    }

    private func setUpBackup() async throws {
        try await startCluster(backup)
        let deployment = Deployment(project: project, cluster: backup)
        let database = Settings.backupDatabase
        try await deployment.createDatabase(database)
        narrate("backup: migrations by sqitch, then the logic in one transaction")
        try await deployment.deployDesk(database: database)
        try await RolePasswords(cluster: backup, secrets: home.secrets).ensure()
        try await backup.run(
            file: project.path("replication/private_desk/simulator_sessions.sql"),
            database: database,
            variables: ["port": "\(settings.simulatorPort)"])
    }

    private func startCluster(_ cluster: Cluster) async throws {
        if try await cluster.initialise() {
            narrate("\(cluster.name): made a new PostgreSQL 15 cluster with data checksums")
        }
        if try await cluster.start() {
            narrate(
                "\(cluster.name): listening on 127.0.0.1:\(cluster.port),"
                    + " socket in \(home.path)/run"
            )
        }
    }

    private func subscribe() async throws {
        let password = try home.secrets.databasePassword(
            cluster: "primary", role: "irra_replicator")
        let address =
            "host=127.0.0.1 port=\(settings.primaryPort) dbname=\(Settings.primaryDatabase)"
            + " user=irra_replicator password=\(password)"
        narrate("replication: subscribing to the primary's book")
        try await backup.run(
            file: project.path("replication/subscription.sql"),
            database: Settings.backupDatabase, variables: ["primary": address],
            oneTransaction: false)
        try await waitForCopy()
    }

    /// Waits for the initial copy of all tables.
    private func waitForCopy() async throws {
        let patience = Duration.seconds(60)
        let copied = try await eventually(within: patience, every: .milliseconds(100)) {
            let answer = try await backup.run(
                file: project.path("replication/private_desk/tables_to_copy.sql"),
                database: Settings.backupDatabase)
            return answer.trimmingPrefix { $0 == "\n" }.hasPrefix("0")
        }
        guard copied else {
            throw DeskError.state(
                "the book was not copied within \(patience): see \(backup.status.log ?? "its log")")
        }
        narrate("replication: the book is copied and streaming")
    }

    private func startWorkers(_ parts: [Part]) async throws {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        // A simulator that is started elsewhere wants them, too.
        let instruments = isRunning(.primary) ? try await exportInstruments() : nil
        for part in parts {
            let worker = Supervisor.Worker(
                name: part.rawValue,
                arguments: try await arguments(of: part, instruments: instruments),
                environment: settings.environment())
            if try supervisor.start(worker, program: program) {
                narrate(
                    "\(part.rawValue): started, log in \(home.logDirectory)/\(part.rawValue).log")
            }
        }
        try await waitUntilReady(parts)
    }

    /// The simulator trades what the reference book has, on the book's day.
    private func arguments(of part: Part, instruments: String?) async throws -> [String] {
        guard part == .simulate, let instruments, let day = try await tradingDay() else {
            return [part.rawValue]
        }
        return [part.rawValue, "--trade-date", day, "--instruments", instruments]
    }

    /// Runs the check until it is true; false when the time is over.
    func eventually(
        within limit: Duration, every interval: Duration, _ check: () async throws -> Bool
    ) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while try await !check() {
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: interval)
        }
        return true
    }
}
