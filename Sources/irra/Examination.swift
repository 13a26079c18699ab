import FoundationEssentials
import Glibc
import PrivateDesk

/// The questions of `irra doctor`.
enum Examination {
    /// One answer, with what to do when it is not good.
    struct Finding {
        let isGood: Bool
        let text: String
    }

    private static let needed = [
        ("/usr/lib/postgresql/15/bin/initdb", "postgresql-15"),
        ("/usr/bin/psql", "postgresql-client"),
        ("/usr/bin/sqitch", "sqitch"), ("/usr/bin/setpriv", "util-linux"),
    ]

    static func programs() -> [Finding] {
        needed.map { program, package in
            access(program, X_OK) == 0
                ? Finding(isGood: true, text: "\(program) is there")
                : Finding(
                    isGood: false, text: "\(program) is missing: `make setup` installs \(package)")
        }
    }

    static func project() -> [Finding] {
        do {
            let project = try ProjectFiles.find()
            return [Finding(isGood: true, text: "the project's files are in \(project.root)")]
        } catch {
            return [Finding(isGood: false, text: "\(error)")]
        }
    }

    static func ports(_ settings: Settings) -> [Finding] {
        [
            (SettingName.backupPort, settings.backupPort),
            (.primaryPort, settings.primaryPort), (.simulatorPort, settings.simulatorPort),
            (.httpPort, settings.httpPort),
        ].map { setting, port in
            TCPPort.isFree(port, host: setting == .httpPort ? settings.httpHost : "127.0.0.1")
                ? Finding(isGood: true, text: "port \(port) is free (\(setting.rawValue))")
                : Finding(
                    isGood: false,
                    text: "port \(port) is in use: choose another with \(setting.rawValue)")
        }
    }

    static func desk(_ desk: Desk) async throws -> [Finding] {
        var findings = desk.statuses().map { status in
            Finding(
                isGood: status.state != "dead",
                text: status.state == "dead"
                    ? "\(status.name) ended by itself: see \(status.log ?? "its log"),"
                        + " then `irra up`"
                    : "\(status.name) is \(status.state)")
        }
        findings += secrets(desk.home)
        if desk.isRunning(.backup), desk.isRunning(.primary) {
            findings += try await replication(desk)
        }
        return findings
    }

    /// Every secret must be its owner's alone.
    private static func secrets(_ home: Home) -> [Finding] {
        let directory = home.secrets.directory
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let open = names.filter { name in
            var status = stat()
            return stat("\(directory)/\(name)", &status) == 0 && status.st_mode & 0o077 != 0
        }
        if open.isEmpty {
            return [Finding(isGood: true, text: "\(names.count) secrets are readable by you only")]
        }
        return open.map {
            Finding(isGood: false, text: "\(directory)/\($0) can be read by others: chmod 600 it")
        }
    }

    /// The subscriber's own questions; each row has a rule, whether it holds, and what was found.
    private static func replication(_ desk: Desk) async throws -> [Finding] {
        let rows = try await desk.backup.run(
            file: desk.project.path("replication/checks/subscriber.sql"),
            database: Settings.backupDatabase)
        return rows.split(separator: "\n").compactMap { row in
            let fields = row.split(separator: "|", omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            let isGood = fields[1] == "t"
            return Finding(
                isGood: isGood,
                text: "replication: \(fields[0])" + (isGood ? "" : " does not hold (\(fields[2]))"))
        }
    }
}
