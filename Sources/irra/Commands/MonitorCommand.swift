import ArgumentParser
import Glibc
import Monitor
import Postgres

/// `irra monitor`: has the desk watch itself.
struct MonitorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "monitor", abstract: "Evaluate the desk's alarms, seal the audit log.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try await options.settings()
        try await WorkerRun(part: .monitor, settings: settings).run { logger in
            [
                MonitorService(
                    database: PostgresConfiguration(
                        conninfo: try Connections(settings: settings).backup(as: .monitor),
                        applicationName: "irra monitor"),
                    heads: settings.auditHeads, folders: [settings.home, "/"],
                    workerName: WorkerRun.name(.monitor),
                    version: Irra.version, processID: getpid(), logger: logger)
            ]
        }
    }
}
