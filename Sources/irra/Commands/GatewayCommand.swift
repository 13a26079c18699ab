import ArgumentParser
import Gateway
import Glibc
import Postgres

/// `irra gateway`: the FIX sessions with the exchange.
struct GatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway",
        abstract: "Run the FIX sessions of fix.sessions: orders out, reports and drop copy in.")

    @OptionGroup var options: SettingsOptions

    @Option(
        help: ArgumentHelp(
            "Only this session; may be repeated (default: all enabled).", valueName: "name"))
    var session: [String] = []

    func run() async throws {
        let settings = try await options.settings()
        try await WorkerRun(part: .gateway, settings: settings).run { logger in
            [
                GatewayService(
                    database: PostgresConfiguration(
                        conninfo: try Connections(settings: settings).backup(as: .gateway),
                        applicationName: "irra gateway"),
                    sessions: session,
                    // Several may run on one machine.
                    workerName: "\(WorkerRun.name(.gateway)):\(getpid())",
                    version: Irra.version, processID: getpid(), logger: logger)
            ]
        }
    }
}
