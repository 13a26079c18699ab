import ArgumentParser
import Glibc
import Notifier
import Postgres

/// `irra notify`: delivers messages.
struct NotifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "Deliver messages to clients (here: files in the outbox).")

    @OptionGroup var options: SettingsOptions

    @Option(help: ArgumentHelp("Where messages are delivered.", valueName: "folder"))
    var outbox: String?

    func run() async throws {
        let settings = try await options.settings()
        try await WorkerRun(part: .notify, settings: settings).run { logger in
            [
                NotifierService(
                    database: PostgresConfiguration(
                        conninfo: try Connections(settings: settings).backup(as: .notify),
                        applicationName: "irra notify"),
                    outbox: outbox ?? settings.home + "/outbox",
                    workerName: WorkerRun.name(.notify), version: Irra.version,
                    processID: getpid(), logger: logger)
            ]
        }
    }
}
