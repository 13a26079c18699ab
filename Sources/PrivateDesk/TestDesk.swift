import FoundationEssentials
import Glibc

/// A throw-away cluster for tests: unix socket only, fsync off, templates with the project's
/// migrations and logic, cloned for each suite.
///
/// ```swift
/// let database = try await TestDesk.shared().database()          // a desk, ~50 ms
/// let connection = try await PostgresConnection.connect(
///     .init(conninfo: database.conninfo(user: "irra_gateway"), applicationName: "test"))
/// ```
///
/// It lives as long as the test process. A watchdog in a session of its own holds a pipe to that
/// process and removes the cluster when the pipe closes, kill -9 included; should the watchdog die
/// too, the next run sweeps what dead processes left.
public final class TestDesk: Sendable {
    private static let parent = "/tmp"
    private static let prefix = "irra-test"
    /// Any number: nothing listens on it, it only names the socket file.
    private static let port = 5432

    public let cluster: Cluster
    private let directory: String
    private let watchdogPipe: Int32
    private let mayCrash: Bool
    private let templates: TestTemplates

    /// The cluster all suites of this process share; the first caller waits for it about a second.
    public static func shared() async throws -> TestDesk { try await sharedDesk.value }

    private static let sharedDesk = Task { try await TestDesk.begin(with: nil, mayCrash: false) }

    /// A cluster of its own, for tests that stop and start the server or need two. Ends with
    /// `stop()` or with the process.
    ///
    /// - Parameter content: what databases will be asked for. Its template is there from the
    ///   beginning; two clusters with the same one have PostgreSQL's system identifier in common.
    public static func start(
        with content: TestDatabase.Content? = nil
    ) async throws -> TestDesk {
        try await begin(with: content, mayCrash: true)
    }

    private static func begin(
        with content: TestDatabase.Content?, mayCrash: Bool
    ) async throws -> TestDesk {
        let model: String? =
            if let content { try await TestModels.shared.directory(of: content) } else { nil }
        let account = try ServerAccount.current()
        await sweep(account)
        let directory = try makeDirectory(account)
        let cluster = Cluster(
            name: "test", dataDirectory: directory + "/data", socketDirectory: directory,
            port: port, portSetting: "", purpose: .test, account: account)
        let pipe = try startWatchdog(cluster, directory)
        if let model {
            _ = try await account.command("/bin/cp", ["-a", "--", model, cluster.dataDirectory])
                .run()
        } else {
            try await cluster.initialise()
        }
        try await cluster.start()
        return TestDesk(
            cluster: cluster, directory: directory, watchdogPipe: pipe, mayCrash: mayCrash,
            templateOf: content)
    }

    private init(
        cluster: Cluster, directory: String, watchdogPipe: Int32, mayCrash: Bool,
        templateOf content: TestDatabase.Content?
    ) {
        self.cluster = cluster
        self.directory = directory
        self.watchdogPipe = watchdogPipe
        self.mayCrash = mayCrash
        templates = TestTemplates(cluster: cluster, made: content)
    }

    func makeTemplate(of content: TestDatabase.Content) async throws {
        _ = try await templates.name(of: content)
    }

    /// A new database, cloned from the template of that content. Where tests may end the server by
    /// force it begins with a checkpoint: before one, a sequence that the template had used would
    /// give its numbers twice.
    public func database(_ content: TestDatabase.Content = .desk) async throws -> TestDatabase {
        let template = try await templates.name(of: content)
        let name = "t\(UInt64.random(in: 0 ... .max))"
        let safe = mayCrash ? " checkpoint;" : ""
        try await cluster.run(
            sql: "create database :\"name\" template :\"template\";\(safe)", database: "postgres",
            variables: ["name": name, "template": template])
        return TestDatabase(name: name, cluster: cluster)
    }

    /// Stops the server and removes everything; the watchdog finds nothing left.
    public func stop() async throws {
        try await cluster.stop(.immediate)
        _ = try await Command("/bin/rm", ["-rf", "--", directory]).run()
        close(watchdogPipe)
    }

    /// The name carries the owner's process, so that a sweep knows it before anything is written.
    private static func makeDirectory(_ account: ServerAccount) throws -> String {
        guard let owner = ProcessIdentity.current else {
            throw DeskError.state("/proc is not there")
        }
        let tag = UInt32.random(in: 0 ... .max)
        let directory = "\(parent)/\(prefix).\(owner.pid).\(owner.startTicks).\(tag)"
        if mkdir(directory, 0o700) != 0 { throw FileSystem.failure("mkdir", directory) }
        try FileSystem.setOwner(directory, account)
        return directory
    }

    /// Returns the writing end of the pipe; it is closed by the kernel however this process ends.
    private static func startWatchdog(_ cluster: Cluster, _ directory: String) throws -> Int32 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw FileSystem.failure("pipe", directory) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let script = """
            cd /
            read -r line
            "$1" -D "$2/data" -m immediate -s stop
            rm -rf -- "$2"
            """
        let control = try PostgresInstallation.program("pg_ctl")
        let command = cluster.account.command(
            "/bin/sh", ["-c", script, "sh", control, directory])
        _ = try Spawn.start(
            command.program, command.arguments, environment: ["PATH": "/usr/bin:/bin"],
            input: ends[0], isDetached: true)
        return ends[1]
    }

    /// Stops and removes the clusters of test processes that are no more.
    private static func sweep(_ account: ServerAccount) async {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names where name.hasPrefix(prefix + ".") {
            let parts = name.split(separator: ".")
            guard parts.count == 4, let pid = Int32(parts[1]), let ticks = UInt64(parts[2]) else {
                continue
            }
            if let owner = ProcessIdentity(pid: pid), owner.startTicks == ticks { continue }
            let directory = "\(parent)/\(name)"
            let left = Cluster(
                name: "test", dataDirectory: directory + "/data", socketDirectory: directory,
                port: port, portSetting: "", purpose: .test, account: account)
            _ = try? await left.stop(.immediate)
            _ = try? await account.command("/bin/rm", ["-rf", "--", directory]).run()
        }
    }
}
