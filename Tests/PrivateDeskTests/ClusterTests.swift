import FoundationEssentials
import Glibc
import Testing

@testable import PrivateDesk

@Suite("A private cluster")
struct ClusterTests {
    private func start(in home: Home) async throws -> Cluster {
        let port = try #require(TCPPort.unused())
        let cluster = home.cluster("backup", port: port, portSetting: "IRRA_BACKUP_PORT")
        #expect(try await cluster.initialise())
        #expect(try await cluster.start())
        return cluster
    }

    @Test("has checksums, runs not as root, and starts and stops once")
    func life() async throws {
        try await withTemporaryHome { home in
            let cluster = try await start(in: home)
            let settings = try await cluster.run(
                sql: """
                    select current_setting('data_checksums'), current_setting('wal_level'),
                        current_setting('listen_addresses');
                    """, database: "postgres")
            #expect(settings == "on|logical|127.0.0.1\n")
            let pid = try #require(cluster.postmaster?.pid)
            var owner = stat()
            #expect(stat("/proc/\(pid)", &owner) == 0)
            #expect(owner.st_uid != 0)
            #expect(cluster.status.state == "running")
            #expect(try await !cluster.initialise())
            #expect(try await !cluster.start())
            #expect(try await cluster.stop())
            #expect(try await !cluster.stop())
            #expect(cluster.status.state == "stopped")
        }
    }

    @Test("starts again after kill -9, whoever has its number now")
    func stalePidFile() async throws {
        try await withTemporaryHome { home in
            let cluster = try await start(in: home)
            let server = try #require(cluster.postmaster)
            kill(server.pid, SIGKILL)
            while server.isAlive { try await Task.sleep(for: .milliseconds(5)) }
            #expect(cluster.postmaster == nil)
            // The worst case: the number in the file belongs to somebody else of the same account.
            let sleeper = cluster.account.command("/bin/sleep", ["60"])
            let stranger = try Spawn.start(
                sleeper.program, sleeper.arguments, environment: [:], isDetached: true)
            let path = cluster.dataDirectory + "/postmaster.pid"
            let lines = try #require(FileSystem.text(path)).split(
                separator: "\n", omittingEmptySubsequences: false)
            let forged = (["\(stranger)"] + lines.dropFirst().map(String.init))
            try FileSystem.write(
                forged.joined(separator: "\n").utf8, to: path, mode: 0o600)
            try FileSystem.setOwner(path, cluster.account)
            #expect(cluster.postmaster == nil)
            #expect(try await cluster.start())
            #expect(ProcessIdentity(pid: stranger) != nil)
            kill(stranger, SIGKILL)
        }
    }

    /// Beside the tests.
    private static let program =
        CommandLine.arguments[0].split(separator: "/").dropLast()
        .map { "/" + $0 }.joined() + "/irra"

    @Test(
        "is known by a root that may not look into others' processes, as in a container",
        .enabled(if: geteuid() == 0 && FileSystem.exists(program)))
    func withoutRightToTrace() async throws {
        try await withTemporaryHome { home in
            let cluster = try await start(in: home)
            let lines = try await Command(
                "/usr/bin/setpriv",
                [
                    "--bounding-set=-sys_ptrace", "--inh-caps=-all", Self.program, "status",
                    "--home", home.path,
                ]
            ).run()
            let pid = try #require(cluster.postmaster?.pid)
            #expect(lines.contains("running"), "\(lines)")
            #expect(lines.contains("pid \(pid)"), "\(lines)")
        }
    }

    @Test("names the setting when its port is taken")
    func portInUse() async throws {
        try await withTemporaryHome { home in
            let first = try await start(in: home)
            let second = home.cluster(
                "primary", port: first.port, portSetting: "IRRA_PRIMARY_PORT")
            try await second.initialise()
            do {
                try await second.start()
                Issue.record("two servers on one port")
            } catch {
                #expect("\(error)".contains("IRRA_PRIMARY_PORT"))
            }
        }
    }

    @Test("gives each role that logs in a password over TCP, and postgres none")
    func passwords() async throws {
        try await withTemporaryHome { home in
            let cluster = try await start(in: home)
            try await cluster.run(sql: "create role irra_front login;", database: "postgres")
            let passwords = RolePasswords(cluster: cluster, secrets: home.secrets)
            try await passwords.ensure()
            let first = try #require(
                try home.secrets.read("backup.irra_front.password"))
            try await passwords.ensure()
            #expect(try home.secrets.read("backup.irra_front.password") == first)
            func connects(_ user: String, _ password: String) async -> Bool {
                let address = "host=127.0.0.1 port=\(cluster.port) dbname=postgres user=\(user)"
                let command = Command(
                    "/usr/bin/psql", ["-X", "-w", "-c", "select 1", address],
                    environment: ["PGPASSWORD": password])
                return (try? await command.run()) != nil
            }
            #expect(await connects("irra_front", first))
            #expect(await !connects("irra_front", "wrong"))
            #expect(await !connects("postgres", ""))
            let conninfo = try passwords.conninfo(role: "irra_front", database: "postgres")
            _ = try await Command("/usr/bin/psql", ["-X", "-c", "select 1", conninfo]).run()
        }
    }

    @Test(
        "lets nobody but root and the starter become postgres over the socket",
        .enabled(if: geteuid() == 0, "needs root to become somebody else"))
    func socketIsPrivate() async throws {
        try await withTemporaryHome { home in
            let cluster = try await start(in: home)
            for account in ["nobody", "postgres"] {
                let attempt = Command(
                    "/usr/bin/setpriv",
                    [
                        "--reuid=\(account)", "--clear-groups", "--", "/usr/bin/psql", "-X", "-w",
                        "-c", "select 1", cluster.conninfo(database: "postgres"),
                    ])
                await #expect(throws: DeskError.self, "\(account)") { try await attempt.run() }
            }
        }
    }

    @Test("is not made over something else, and not taken for complete after a kill")
    func unfinished() async throws {
        try await withTemporaryHome { home in
            let cluster = home.cluster("backup", port: 1, portSetting: "IRRA_BACKUP_PORT")
            try #require(mkdir(cluster.dataDirectory + ".unfinished", 0o700) == 0)
            try FileSystem.setOwner(cluster.dataDirectory + ".unfinished", cluster.account)
            #expect(try await cluster.initialise())
            try #require(unlink(cluster.dataDirectory + "/PG_VERSION") == 0)
            await #expect(throws: DeskError.self) { try await cluster.initialise() }
            #expect(FileSystem.exists(cluster.dataDirectory + "/base"))
        }
    }
}
