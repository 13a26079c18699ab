import FoundationEssentials
import Postgres
import PrivateDesk

/// The desk that is measured: its own home, its own ports, everything as `irra up` makes it, less
/// the workers that a figure does not speak of. It is removed when the run is over.
struct BenchDesk: Sendable {
    static let orderSession = "simulator-orders"
    static let dropCopySession = "simulator-drop-copy"
    /// The client of the runs that measure one order at a time: what the caller says.
    static let caller = (brokerID: "BLA0001", pan: "BLAXA0001A", dateOfBirth: "1980-01-01")

    /// For what takes as long as its size demands.
    static let longPatience: Duration = .seconds(3600)
    private static let patience: Duration = .seconds(60)
    private static let interval: Duration = .milliseconds(100)

    let desk: Desk

    /// Finds free ports and makes the home.
    static func open(
        _ settings: Settings, narrate: @escaping @Sendable (String) -> Void
    ) async throws -> BenchDesk {
        var settings = settings
        settings.backupDSN = nil
        settings.primaryDSN = nil
        settings.httpHost = "127.0.0.1"
        settings.httpPort = try port()
        settings.backupPort = try port()
        settings.primaryPort = try port()
        settings.simulatorPort = try port()
        settings.logLevel = .warning
        guard !FileManager.default.fileExists(atPath: settings.home) else {
            throw BenchError(
                "\(settings.home) is there already: the benchmark removes its home at the end,"
                    + " so give it a new one")
        }
        return BenchDesk(desk: try await Desk.open(settings, narrate: narrate))
    }

    private static func port() throws -> Int {
        guard let port = TCPPort.unused() else { throw BenchError("no port is free") }
        return port
    }

    /// Clusters, book, simulator and front; no gateway yet.
    func setUp(_ plan: BenchPlan) async throws {
        try await desk.up(without: [.gateway, .notify, .monitor, .sync])
        desk.narrate(
            "bench: \(plan.clients) clients with \(BenchPlan.positionsEach) positions each")
        let rows = try await desk.primary.run(
            file: file("book.sql"), database: Settings.primaryDatabase,
            variables: ["clients": "\(plan.clients)", "storm": "\(plan.stormFills)"])
        var openings = rows.split(separator: "\n").last.map(String.init) ?? ""
        if plan.positions > 0 {
            desk.narrate("bench: \(plan.positions) positions more")
            openings = try await primary("book_more.sql", ["positions": "\(plan.positions)"])
        }
        try await wait(for: "the book's replication", within: Self.longPatience) {
            try await sql("select count(*) from book.opening_positions") == openings
        }
        try await run("schema.sql")
        try await run("desk.sql", ["agents": "\(plan.agents)"])
        try await sql("vacuum analyze")
    }

    /// Starts the gateway and waits until the sessions that are measured are logged on, through
    /// `port`.
    func startGateway(port: Int? = nil, heartbeat: Int = 30) async throws {
        try await sql(
            "update fix.sessions set port = \(port ?? desk.settings.simulatorPort),"
                + " heartbeat_seconds = \(heartbeat)")
        try start(.gateway)
        try await wait(for: "the gateway's log-on") {
            try await sql(
                """
                select count(*) from fix.session_state where status = 'logged_on' \
                and session_name in ('\(Self.orderSession)', '\(Self.dropCopySession)')
                """) == "2"
        }
    }

    /// Starts `irra sync` and waits until it has said that it lives.
    func startSync() async throws {
        try start(.sync)
        let pid = desk.supervisor.statuses().first { $0.name == Part.sync.rawValue }?.pid ?? 0
        try await wait(for: "irra sync") {
            try await sql(
                "select count(*) from core.workers where process_id = \(pid)")
                == "1"
        }
    }

    func stopSync() async throws {
        _ = try await desk.supervisor.stop([Part.sync.rawValue])
    }

    private func start(_ part: Part) throws {
        _ = try desk.supervisor.start(
            Supervisor.Worker(
                name: part.rawValue, arguments: [part.rawValue],
                environment: desk.settings.environment()),
            program: try ScriptedFigures.thisProgram())
    }

    func stopGateway() async throws {
        _ = try await desk.supervisor.stop([Part.gateway.rawValue])
        try await sql("update fix.session_state set lease_until = null")
    }

    func tearDown() async throws {
        try await desk.down()
        try desk.home.remove()
    }

    /// A connection as superuser, for what is measured in this process.
    func connect() async throws -> PostgresConnection {
        try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: desk.backup.conninfo(database: Settings.backupDatabase),
                applicationName: "irra bench"))
    }

    /// Runs SQL on the desk's database; its last line.
    @discardableResult
    func sql(_ text: String) async throws -> String {
        let rows = try await desk.backup.run(sql: text + ";", database: Settings.backupDatabase)
        return rows.split(separator: "\n").last.map(String.init) ?? ""
    }

    /// Runs a file of bench/sql on the desk's database, each statement by itself; its last line.
    @discardableResult
    func run(_ name: String, _ variables: [String: String] = [:]) async throws -> String {
        let rows = try await desk.backup.run(
            file: file(name), database: Settings.backupDatabase, variables: variables,
            oneTransaction: false)
        return rows.split(separator: "\n").last.map(String.init) ?? ""
    }

    /// Runs a file of bench/sql on the primary, as one transaction unless told otherwise; its last
    /// line.
    @discardableResult
    func primary(
        _ name: String, _ variables: [String: String] = [:], oneTransaction: Bool = true
    ) async throws -> String {
        let rows = try await desk.primary.run(
            file: file(name), database: Settings.primaryDatabase, variables: variables,
            oneTransaction: oneTransaction)
        return rows.split(separator: "\n").last.map(String.init) ?? ""
    }

    /// Runs SQL on the primary; its last line.
    @discardableResult
    func primary(sql text: String) async throws -> String {
        let rows = try await desk.primary.run(sql: text + ";", database: Settings.primaryDatabase)
        return rows.split(separator: "\n").last.map(String.init) ?? ""
    }

    /// Runs a script of bench/sql with pgbench on the desk's database.
    func load(
        _ script: String, clients: Int = 1, transactions: Int, _ variables: [String: String] = [:]
    ) async throws -> LoadResult {
        try LoadResult(
            try await desk.backup.run(
                Cluster.Load(
                    script: file(script), clients: clients, transactions: transactions,
                    variables: variables), database: Settings.backupDatabase))
    }

    /// The same on the primary, at a steady rate.
    func primaryLoad(
        _ script: String, clients: Int, transactions: Int, rate: Int, _ variables: [String: String]
    ) async throws -> LoadResult {
        try LoadResult(
            try await desk.primary.run(
                Cluster.Load(
                    script: file(script), clients: clients, transactions: transactions,
                    rate: rate, variables: variables), database: Settings.primaryDatabase))
    }

    /// Throws when it takes longer, with the end of the gateway's log.
    func wait(
        for what: String, within limit: Duration = patience, until isDone: () async throws -> Bool
    ) async throws {
        let done = try await desk.eventually(within: limit, every: Self.interval, isDone)
        guard done else {
            let logs = [Part.gateway, .sync].map { desk.supervisor.logTail(of: $0.rawValue) }
            throw BenchError(
                "\(what): not within \(limit); gateway and sync say: "
                    + logs.joined(separator: " "))
        }
    }

    private func file(_ name: String) -> String { desk.project.path("bench/sql/" + name) }
}
