import ArgumentParser
import Glibc
import Notifier
import Postgres

/// `irra notify`: delivers messages.
struct NotifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "Deliver what the desk has to say, by mail, text and page."
    )

    @OptionGroup var options: SettingsOptions

    @Option(help: ArgumentHelp("Where providers of kind files write.", valueName: "folder"))
    var outbox: String?

    @Option(
        help: ArgumentHelp(
            "How long a claim holds; thrice the slowest provider's time-out.",
            valueName: "seconds"))
    var lease = 60

    @Option(help: ArgumentHelp("How many messages are claimed at a time.", valueName: "messages"))
    var batch = 500

    func validate() throws {
        guard (1...3600).contains(lease) else { throw ValidationError("--lease is 1 to 3600") }
        guard (1...10_000).contains(batch) else { throw ValidationError("--batch is 1 to 10000") }
    }

    func run() async throws {
        let settings = try await options.settings()
        var notifier = NotifierService.Settings()
        notifier.leaseSeconds = lease
        notifier.batchSize = batch
        try await WorkerRun(part: .notify, settings: settings).run { logger in
            [
                NotifierService(
                    database: PostgresConfiguration(
                        conninfo: try Connections(settings: settings).backup(as: .notify),
                        applicationName: "irra notify"),
                    outbox: outbox ?? settings.home + "/outbox",
                    workerName: "\(WorkerRun.name(.notify)):\(getpid())",
                    version: Irra.version, processID: getpid(), settings: notifier, logger: logger)
            ]
        }
    }
}
