import FoundationEssentials
import Glibc

/// One private PostgreSQL cluster: its directory, its port, its life. It holds no state of its own:
/// what runs is read from the directory each time, so a killed `irra` forgets nothing.
public struct Cluster: Sendable {
    /// How the cluster is set up; tests trade safety of the disk for speed.
    public enum Purpose: Sendable {
        /// Checksums, fsync, TCP on 127.0.0.1, passwords.
        case desk
        /// Unix socket in a private directory only, no passwords, fsync off.
        case test
    }

    public enum StopMode: String, Sendable {
        /// Sessions are ended, everything is written.
        case fast
        /// As if the machine lost power, but without leaving shared memory behind.
        case immediate
    }

    /// pg_ctl's patience with a start (crash recovery included) and with a stop, in seconds.
    private static let waitSeconds = 60
    /// How long backends of a killed server may take to notice; PostgreSQL does within a second or
    /// two.
    private static let orphanPatience: Duration = .seconds(20)
    private static let orphanPollInterval: Duration = .milliseconds(50)
    /// How much of the server's log an error shows, in characters.
    private static let quotedLogLength = 2_000

    public let name: String
    public let dataDirectory: String
    public let socketDirectory: String
    public let port: Int
    let purpose: Purpose
    let account: ServerAccount
    /// The setting an error about the port names.
    let portSetting: String

    public init(
        name: String, dataDirectory: String, socketDirectory: String, port: Int,
        portSetting: String, purpose: Purpose = .desk, account: ServerAccount
    ) {
        self.name = name
        self.dataDirectory = dataDirectory
        self.socketDirectory = socketDirectory
        self.port = port
        self.portSetting = portSetting
        self.purpose = purpose
        self.account = account
    }

    var logPath: String { dataDirectory + ".log" }
    private var pidPath: String { dataDirectory + "/postmaster.pid" }

    public var isInitialised: Bool { FileSystem.exists(dataDirectory + "/PG_VERSION") }

    /// The running postmaster of this directory, nil when there is none. A server is known by its
    /// working directory, so neither a stale pid file nor a recycled number deceives.
    public var postmaster: ProcessIdentity? {
        guard let pid = recordedPID, serves(pid) else { return nil }
        return ProcessIdentity(pid: pid)
    }

    private var recordedPID: Int32? {
        FileSystem.text(pidPath)?.split(separator: "\n").first.flatMap { Int32($0) }
    }

    private func serves(_ pid: Int32) -> Bool {
        guard let directory = FileSystem.linkTarget("/proc/\(pid)/cwd", as: account)
        else { return false }
        return directory == FileSystem.resolved(dataDirectory)
    }

    /// Makes the cluster if there is none; true when it did. It gets its place only when it is
    /// complete, so a kill during initdb leaves nothing that looks like a cluster, and what is
    /// there is never overwritten.
    @discardableResult
    public func initialise() async throws -> Bool {
        if isInitialised { return false }
        guard !FileSystem.exists(dataDirectory) else {
            throw DeskError.state("\(dataDirectory) is there but holds no PostgreSQL cluster")
        }
        let unfinished = dataDirectory + ".unfinished"
        _ = try await account.command("/bin/rm", ["-rf", "--", unfinished]).run()
        var arguments = [
            "-D", unfinished, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8",
            "--data-checksums", "--auth-local=peer", "--auth-host=scram-sha-256",
        ]
        if purpose == .test { arguments.append("--no-sync") }
        _ = try await account.command(PostgresInstallation.program("initdb"), arguments).run()
        guard rename(unfinished, dataDirectory) == 0 else {
            throw FileSystem.failure("rename", unfinished)
        }
        return true
    }

    /// Starts the server and returns when it accepts connections; false when it ran already.
    @discardableResult
    public func start() async throws -> Bool {
        if postmaster != nil { return false }
        if purpose == .desk { try requireFreePort() }
        try await removeStaleLocks()
        try writeConfiguration()
        do {
            let control = try PostgresInstallation.program("pg_ctl")
            _ = try await account.command(
                control,
                ["-D", dataDirectory, "-l", logPath, "-w", "-t", "\(Self.waitSeconds)", "start"]
            ).run()
        } catch let error as DeskError {
            guard case .commandFailed(let program, let status, _) = error else { throw error }
            let log = FileSystem.text(logPath).map { String($0.suffix(Self.quotedLogLength)) }
            throw DeskError.commandFailed(
                "\(program) start of the \(name) cluster", status: status,
                detail: log ?? "no log at \(logPath)")
        }
        return true
    }

    /// Stops the server; false when it did not run.
    @discardableResult
    public func stop(_ mode: StopMode = .fast) async throws -> Bool {
        if postmaster == nil { return false }
        let control = try PostgresInstallation.program("pg_ctl")
        _ = try await account.command(
            control,
            [
                "-D", dataDirectory, "-m", mode.rawValue, "-w", "-t", "\(Self.waitSeconds)", "stop",
            ]
        ).run()
        return true
    }

    /// After kill -9 of the server its lock files stay, and PostgreSQL believes them as long as
    /// their number answers: a zombie's, or another program's that got it since. Nobody serves this
    /// directory (the caller looked), so they go, once the last orphan of the killed server has
    /// ended: that wait is what keeps two servers from ever writing the same files.
    private func removeStaleLocks() async throws {
        let deadline = ContinuousClock.now + Self.orphanPatience
        while let orphan = orphans().first {
            guard ContinuousClock.now < deadline else {
                throw DeskError.state(
                    "process \(orphan) still works in \(dataDirectory) though its server is gone;"
                        + " end it, then try again")
            }
            try await Task.sleep(for: Self.orphanPollInterval)
        }
        let socket = "\(socketDirectory)/.s.PGSQL.\(port)"
        for path in [pidPath, socket, socket + ".lock"] where unlink(path) != 0 && errno != ENOENT {
            throw FileSystem.failure("unlink", path)
        }
    }

    /// Living processes whose working directory is this cluster's.
    private func orphans() -> [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter { serves($0) }
    }

    private func requireFreePort() throws {
        guard TCPPort.isFree(port) else { throw DeskError.portInUse(port, setting: portSetting) }
    }
}

extension Cluster {
    /// One line of `irra status`.
    public var status: Supervisor.Status {
        let running = postmaster
        let started = running == nil ? nil : startedAt
        return Supervisor.Status(
            name: name, kind: "cluster", pid: running?.pid,
            state: running != nil ? "running" : isInitialised ? "stopped" : "absent",
            since: started, log: logPath)
    }

    /// The postmaster writes its start as seconds since 1970 into the third line of its pid file.
    private var startedAt: String? {
        let lines = FileSystem.text(dataDirectory + "/postmaster.pid")?.split(
            separator: "\n", omittingEmptySubsequences: false)
        guard let lines, lines.count > 2, let seconds = Double(lines[2]) else { return nil }
        return Supervisor.text(of: Date(timeIntervalSince1970: seconds))
    }
}
