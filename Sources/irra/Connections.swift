import PrivateDesk

/// Where each worker finds its database: the given connection string, else the private cluster with
/// the worker's own role and password.
struct Connections {
    let settings: Settings

    func backup(as part: Part) throws -> String {
        if let given = settings.backupDSN { return given }
        guard let role = part.databaseRole else {
            throw DeskError.state("\(part.rawValue) has no database role")
        }
        return try backup(role: role)
    }

    func backup(role: String) throws -> String {
        let home = try requireHome(.backupDSN)
        let cluster = home.cluster(
            "backup", port: settings.backupPort, portSetting: SettingName.backupPort.rawValue)
        return try RolePasswords(cluster: cluster, secrets: home.secrets)
            .conninfo(role: role, database: Settings.backupDatabase)
    }

    func primary(role: String) throws -> String {
        if let given = settings.primaryDSN { return given }
        let home = try requireHome(.primaryDSN)
        let cluster = home.cluster(
            "primary", port: settings.primaryPort, portSetting: SettingName.primaryPort.rawValue)
        return try RolePasswords(cluster: cluster, secrets: home.secrets)
            .conninfo(role: role, database: Settings.primaryDatabase)
    }

    private func requireHome(_ setting: SettingName) throws -> Home {
        let account = try ServerAccount.current()
        guard let home = try Home.existing(settings.home, account: account) else {
            throw DeskError.state(
                "no private desk in \(settings.home): run `irra up`, or give the database with"
                    + " \(setting.rawValue)")
        }
        return home
    }
}
