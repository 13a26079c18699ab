import ArgumentParser
import Glibc
import Postgres
import Sync

/// `irra sync`: takes in what replication brings.
struct SyncCommand: AsyncParsableCommand {
    /// The one role the desk has on the primary.
    static let primaryRole = "irra_replicator"

    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Fold replicated trades into positions, watch the primary.",
        discussion: "Also makes dumps of the primary's book, when asked for or due.",
        subcommands: [Verify.self])

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try await options.settings()
        try await WorkerRun(part: .sync, settings: settings).run { logger in
            let connections = Connections(settings: settings)
            var worker = SyncService.Settings()
            worker.dumpDirectory = settings.home + "/dumps"
            return [
                SyncService(
                    backup: PostgresConfiguration(
                        conninfo: try connections.backup(as: .sync), applicationName: "irra sync"),
                    primary: PostgresConfiguration(
                        conninfo: try connections.primary(role: Self.primaryRole),
                        applicationName: "irra sync"),
                    workerName: WorkerRun.name(.sync), version: Irra.version,
                    processID: getpid(), settings: worker, logger: logger)
            ]
        }
    }
}
