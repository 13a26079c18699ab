import ArgumentParser
import Dispatch
import FoundationEssentials
import Gateway
import Glibc
import Logging
import Postgres
import ServiceLifecycle

/// `irra conformance`: one session of the gateway's engine and store, for conformance suites.
struct ConformanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Drive one FIX session from standard input, for conformance suites.",
        discussion: """
            Environment: FIX_HOST, FIX_PORT, FIX_SENDER, FIX_TARGET, FIX_HEARTBT (seconds, 30), \
            FIX_RESET (1: 141=Y at each log-on), FIX_RECONNECT (seconds between attempts, 1), \
            FIX_STATE (a path; its last component names the session).
            Commands, one a line: order CLORDID (sent once, ever), logout (dials again \
            afterwards). The end of input, or SIGTERM, logs out and ends it.
            """)

    /// What a shell expects of a command that was called wrongly.
    private static let wrongEnvironment = ExitCode(2)
    private static let gracePeriod: Duration = .seconds(10)

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let environment: ConformanceEnvironment
        do {
            environment = try ConformanceEnvironment(ProcessInfo.processInfo.environment)
        } catch {
            Terminal.complain("irra conformance: \(error)")
            throw Self.wrongEnvironment
        }
        let settings = try await options.settings()
        settings.logFormat.bootstrap(level: settings.logLevel)
        let logger = Logger(label: "irra.conformance")
        let service = ConformanceService(
            environment,
            database: PostgresConfiguration(
                conninfo: try Connections(settings: settings).backup(as: .gateway),
                applicationName: "irra conformance"),
            workerName: "conformance:\(getpid())", lines: Self.standardInput(), logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.gracePeriod
        try await ServiceGroup(configuration: configuration).run()
    }

    /// The lines of standard input, read by a thread of its own: reading blocks.
    private static func standardInput() -> AsyncStream<String> {
        AsyncStream { lines in
            DispatchQueue(label: "irra.conformance.input").async {
                while let line = readLine() { lines.yield(line) }
                lines.finish()
            }
        }
    }
}
