import ArgumentParser
import Configuration

/// The flags every subcommand takes; what is not given here is looked up elsewhere.
struct SettingsOptions: ParsableArguments {
    @Option(help: ArgumentHelp("State of the private clusters, logs, secrets.", valueName: "path"))
    var home: String?

    @Option(
        help: ArgumentHelp("A file of settings (default: irra.yaml if there).", valueName: "path"))
    var config: String?

    @Option(help: "Port of the HTTP front.")
    var httpPort: Int?

    @Option(help: "Address the HTTP front listens on.")
    var httpHost: String?

    @Option(help: "Port of the private backup cluster.")
    var backupPort: Int?

    @Option(help: "Port of the private primary cluster.")
    var primaryPort: Int?

    @Option(help: "Port of the exchange simulator.")
    var simulatorPort: Int?

    @Option(
        help: ArgumentHelp("The backup database instead of the private one.", valueName: "conninfo")
    )
    var backupDsn: String?

    @Option(
        help: ArgumentHelp(
            "The primary database instead of the private one.", valueName: "conninfo"))
    var primaryDsn: String?

    @Option(
        help: ArgumentHelp(
            "The file outside the database for the audit log's heads.", valueName: "path"))
    var auditHeads: String?

    @Option(help: "How workers write their log to standard error: text or json.")
    var logFormat: LogFormat?

    @Option(help: "The least level that is logged: trace, debug, info, notice, warning, error.")
    var logLevel: String?

    /// What was given as flags, by the names of the settings.
    var given: [String: String] {
        let all: [SettingName: String?] = [
            .home: home, .configuration: config, .httpHost: httpHost,
            .httpPort: httpPort.map(String.init), .backupPort: backupPort.map(String.init),
            .primaryPort: primaryPort.map(String.init),
            .simulatorPort: simulatorPort.map(String.init), .backupDSN: backupDsn,
            .primaryDSN: primaryDsn, .auditHeads: auditHeads, .logFormat: logFormat?.rawValue,
            .logLevel: logLevel,
        ]
        return [String: String](
            uniqueKeysWithValues: all.compactMap { name, value in
                value.map { (name.rawValue, $0) }
            })
    }

    func settings(defaultHome: String = Settings.defaultHome) async throws -> Settings {
        try await Settings.load(flags: given, defaultHome: defaultHome)
    }
}
