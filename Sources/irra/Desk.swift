import FoundationEssentials
import PrivateDesk

/// One private desk: its home, its clusters and the processes of its workers. `up`, `down`,
/// `status`, `run` and `demo` are views of it.
struct Desk: Sendable {
    let settings: Settings
    let project: ProjectFiles
    let home: Home
    let primary: Cluster
    let backup: Cluster
    let supervisor: Supervisor
    /// The exchange's price files that fill the reference primary; empty: the project's own.
    let bhavcopies: [String]
    /// Takes each line that tells a person what happens.
    let narrate: @Sendable (String) -> Void

    /// The desk of these settings, its home made if it is not there.
    static func open(
        _ settings: Settings, bhavcopies: [String] = [],
        narrate: @escaping @Sendable (String) -> Void = Terminal.say
    ) async throws -> Desk {
        let account = try ServerAccount.current()
        let home = try await Home.open(settings.home, account: account)
        return Desk(
            settings: settings, project: try ProjectFiles.find(), home: home,
            bhavcopies: bhavcopies, narrate: narrate)
    }

    /// The desk of these settings if one has been set up, nil otherwise.
    static func existing(_ settings: Settings) throws -> Desk? {
        let account = try ServerAccount.current()
        guard let home = try Home.existing(settings.home, account: account) else { return nil }
        return Desk(
            settings: settings, project: try ProjectFiles.find(), home: home, bhavcopies: [],
            narrate: Terminal.say)
    }

    private init(
        settings: Settings, project: ProjectFiles, home: Home, bhavcopies: [String],
        narrate: @escaping @Sendable (String) -> Void
    ) {
        self.settings = settings
        self.project = project
        self.home = home
        self.bhavcopies = bhavcopies
        self.narrate = narrate
        primary = home.cluster(
            "primary", port: settings.primaryPort, portSetting: SettingName.primaryPort.rawValue)
        backup = home.cluster(
            "backup", port: settings.backupPort, portSetting: SettingName.backupPort.rawValue)
        supervisor = Supervisor(home: home)
    }

    var usesPrivateBackup: Bool { settings.backupDSN == nil }
    var usesPrivatePrimary: Bool { settings.primaryDSN == nil }

    /// Both clusters and every worker, running or not.
    func statuses() -> [Supervisor.Status] {
        let known = supervisor.statuses()
        let workers = Part.workers.map { part in
            known.first { $0.name == part.rawValue }
                ?? Supervisor.Status(
                    name: part.rawValue, kind: "worker", pid: nil, state: "stopped", since: nil,
                    log: nil)
        }
        return [primary.status, backup.status] + workers
    }

    func isRunning(_ part: Part) -> Bool {
        switch part {
        case .primary: primary.postmaster != nil
        case .backup: backup.postmaster != nil
        default: supervisor.isRunning(part.rawValue)
        }
    }

    /// The parts these settings leave to this desk: not those of a database given by a DSN.
    func ownParts(without: Set<Part>) -> [Part] {
        Part.allCases.filter { part in
            !without.contains(part) && (part != .backup || usesPrivateBackup)
                && (part != .primary || usesPrivatePrimary)
        }
    }
}
