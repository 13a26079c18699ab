import FoundationEssentials
import Glibc
import PrivateDesk
import Testing

/// A dump of the primary's book is worth what its restored copy is; the day's opening positions
/// stand on it from then on.
@Suite("A verified dump")
struct DumpTests {
    /// A directory of the test's own, removed with it.
    private struct Folder: ~Copyable {
        let path = "/tmp/irra-dumps.\(getpid()).\(UInt64.random(in: 0 ... .max))"

        deinit { try? FileManager.default.removeItem(atPath: path) }

        var entries: [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        }
    }

    /// The `irra` of this build.
    private static let program: String? = {
        guard let path = try? ProjectFiles.find().path(".build/debug/irra") else { return nil }
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    private static let ask = """
        insert into sync.dumps (requested_by, reason)
        select person_id, 'test' from auth.ops_team where username = 'agent';
        """
    private static let state = "select state from sync.dumps order by dump_id desc limit 1;"
    private static let alerts = """
        select count(*) from core.alerts where kind = 'dump_failed' and resolved_at is null;
        """
    private static let scratch =
        "select count(*) from pg_database where datname like 'irra\\_dump\\_%';"

    @Test("is what the primary held at one moment while it moves on, and freezes the openings")
    func verified() async throws {
        let sides = try await TwoSides()
        let folder = Folder()
        let path = folder.path
        try await sides.whileSyncing(dumpsIn: path) {
            var exchange = Exchange()
            try await sides.record([
                exchange.trade(user: 1, side: "buy", units: 5, day: sides.day)
            ])
            try await sides.expectPositions(of: exchange)
            try await sides.backup.run(Self.ask)
            // The primary does not stand still for it.
            for user in 2...4 {
                try await sides.record([
                    exchange.trade(user: user, side: "sell", units: 3, day: sides.day)
                ])
            }
            try await sides.eventually("verified", Self.state)
            try await sides.eventually(
                "8|t",
                """
                select count(*), bool_and((row_count, content_hash)
                    = (restored_count, restored_hash)) from sync.dump_tables;
                """)
            try await sides.eventually("20", rows("opening_positions"))
            try await sides.eventually("0", Self.scratch)
            try await sides.eventually(
                "t", "select frozen_day is not null from sync.dumps;")
            // What the primary writes afterwards moves nothing; the next dump takes it over.
            try await sides.primary.run(
                "update book.opening_positions set quantity = 7 where user_id = 9;")
            try await sides.eventually("2", "select count(*) from ops.held_openings;")
            try await sides.expectPositions(of: exchange)
            try await sides.backup.run(Self.ask)
            try await sides.eventually("0", "select count(*) from sync.held_openings;")
            try await sides.eventually(
                "7|7",
                """
                select string_agg(overnight_quantity::text, '|') from core.positions
                where user_id = 9;
                """)
        }
        #expect(folder.entries == ["dump-1-1", "dump-2-1"])
        try await restorable(sides, folder.path + "/dump-1-1")
        try await sides.stop()
    }

    private func rows(_ table: String) -> String {
        "select row_count from sync.dump_tables where table_name = '\(table)';"
    }

    /// By hand, as the runbook says: sums, then a database of its own.
    private func restorable(_ sides: TwoSides, _ directory: String) async throws {
        try await Shell.run("cd '\(directory)' && sha256sum --check --quiet MANIFEST.sha256")
        try await sides.backup.cluster.run(
            sql: "create database by_hand template template0;", database: "postgres")
        let here = sides.backup.conninfo().replacing(sides.backup.name, with: "by_hand")
        try await Shell.run(
            """
            /usr/lib/postgresql/15/bin/pg_restore --no-owner --exit-on-error \
            --dbname="\(here)" '\(directory)'
            """)
        let secrets = try await sides.backup.cluster.run(
            sql: """
                select count(*) from information_schema.columns
                where table_schema = 'book' and column_name ~ 'password|totp|kyc|bank';
                """, database: "by_hand")
        #expect(secrets == "0\n")
    }

    private static let release = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where pid <> pg_backend_pid() and query like '%pg_sleep(600)%';
        """

    /// Nobody may read a table of the primary's book until the task's connection ends, so that a
    /// dump stops in the middle.
    private func holdUsers(of sides: TwoSides) async throws -> Task<String, any Error> {
        let holder = Task {
            try await sides.primary.run(
                "begin; lock table book.users in access exclusive mode; select pg_sleep(600);")
        }
        try await sides.eventually(
            "1",
            "select count(*) from pg_locks where mode = 'AccessExclusiveLock' and granted"
                + " and relation = 'book.users'::regclass;", on: sides.primary)
        return holder
    }

    /// A dump has come to the table that is held.
    private func untilUsersWanted(of sides: TwoSides) async throws {
        try await sides.eventually(
            "t",
            "select count(*) > 0 from pg_locks where not granted"
                + " and relation = 'book.users'::regclass;", on: sides.primary)
    }

    @Test("fails when the primary dies meanwhile, says why, and leaves nothing behind")
    func primaryDies() async throws {
        let sides = try await TwoSides()
        let folder = Folder()
        let path = folder.path
        try await sides.whileSyncing(dumpsIn: path) {
            let holder = try await holdUsers(of: sides)
            try await sides.backup.run(Self.ask)
            try await sides.eventually(
                "running", Self.state)
            try await untilUsersWanted(of: sides)
            try await sides.primarySide.cluster.stop(.immediate)
            _ = try? await holder.value
            try await sides.eventually("failed", Self.state)
            try await sides.eventually(
                "1",
                Self.alerts
            )
            try await sides.eventually("0", Self.scratch)
            try await sides.primarySide.cluster.start()
            // The next one needs no help.
            try await sides.backup.run(Self.ask)
            try await sides.eventually("verified", Self.state)
            try await sides.eventually(
                "0",
                Self.alerts
            )
        }
        #expect(folder.entries == ["dump-2-1"])
        try await sides.stop()
    }

    @Test("whose worker was killed is made by the next one, and its leavings go")
    func workerKilled() async throws {
        let sides = try await TwoSides()
        let folder = Folder()
        let path = folder.path
        try await sides.backup.run(Self.ask)
        // A worker took it, made half of it, and is no more.
        try await sides.backup.run("select sync.claim_dump('killed')::text;")
        try await sides.backup.cluster.run(
            sql: "create database irra_dump_1_1_from owner irra_sync;", database: "postgres")
        try FileManager.default.createDirectory(
            atPath: path + "/dump-1-1.unfinished", withIntermediateDirectories: true)
        // With the password in it that its programs connected with.
        #expect(
            FileManager.default.createFile(
                atPath: path + "/dump-1-1.services", contents: Data()))
        try await sides.whileSyncing(dumpsIn: path) {
            try await sides.eventually("running|1", "select state, attempt from sync.dumps;")
            try await sides.backup.run("update sync.dumps set lease_until = now();")
            try await sides.eventually("verified|2", "select state, attempt from sync.dumps;")
            try await sides.eventually("0", Self.scratch)
        }
        #expect(folder.entries == ["dump-1-2"])
        try await sides.stop()
    }

    @Test(
        "whose worker's process is killed is made anew, and is nobody's verified dump meanwhile",
        .enabled(if: Self.program != nil))
    func processKilled() async throws {
        let program = try #require(Self.program)
        let sides = try await TwoSides()
        let folder = Folder()
        let path = folder.path + "/dumps"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        let holder = try await holdUsers(of: sides)
        try await sides.backup.run(Self.ask)
        let worker = try ChildProcess(
            program, ["sync"],
            environment: [
                "IRRA_HOME": folder.path,
                "IRRA_BACKUP_DSN": sides.backup.conninfo(user: "irra_sync"),
                "IRRA_PRIMARY_DSN": sides.primary.conninfo(user: "irra_replicator"),
            ])
        // In the middle of gathering rows: files and a scratch database are there.
        try await untilUsersWanted(of: sides)
        try await sides.eventually("1", Self.scratch)
        kill(worker.processIdentifier, SIGKILL)
        try await sides.primary.run(Self.release)
        _ = try? await holder.value
        try await sides.eventually("running|1", "select state, attempt from sync.dumps;")
        try await sides.backup.run("update sync.dumps set lease_until = now();")
        try await sides.whileSyncing(dumpsIn: path) {
            try await sides.eventually("verified|2", "select state, attempt from sync.dumps;")
            try await sides.eventually("0", Self.scratch)
        }
        let entries = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(entries == ["dump-1-2"])
        try await restorable(sides, path + "/dump-1-2")
        try await sides.stop()
    }

    /// Only root may mount, and not in every container.
    private static let mayMount: Bool = {
        let place = "/tmp/irra-mount.\(getpid())"
        return Glibc.system(
            "mkdir \(place) && { mount -t tmpfs none \(place) && umount \(place); s=$?;"
                + " rmdir \(place); exit $s; } 2> /dev/null") == 0
    }()

    @Test(
        "for which the disk is too small fails, tells, leaves nothing, and comes with room",
        .enabled(if: Self.mayMount, "a disk of our own needs the right to mount"))
    func diskFull() async throws {
        let sides = try await TwoSides()
        let folder = Folder()
        let path = folder.path
        try await Shell.run("mkdir '\(path)' && mount -t tmpfs -o size=96k none '\(path)'")
        do {
            // Connections are written down first; the dump itself does not fit.
            try await Shell.run("dd if=/dev/zero of='\(path)/other' bs=1k count=84 status=none")
            try await sides.whileSyncing(dumpsIn: path) {
                try await sides.backup.run(Self.ask)
                try await sides.eventually("failed", Self.state)
                try await sides.eventually("1", Self.alerts)
                try await sides.eventually(
                    "t", "select problem like '%No space left on device%' from sync.dumps;")
                try await sides.eventually("0", Self.scratch)
                try await sides.eventually(
                    "0", "select count(*) from sync.dumps where state = 'verified';")
                try await Shell.run("rm '\(path)/other' && mount -o remount,size=4m '\(path)'")
                try await sides.backup.run(Self.ask)
                try await sides.eventually("verified", Self.state)
                try await sides.eventually("0", Self.alerts)
            }
            #expect(folder.entries == ["dump-2-1"])
        } catch {
            try? await Shell.run("umount -l '\(path)'")
            throw error
        }
        try await Shell.run("umount -l '\(path)'")
        try await sides.stop()
    }
}
