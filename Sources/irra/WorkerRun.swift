import Glibc
import Logging
import PrivateDesk
import ServiceLifecycle

/// Runs one worker's services until SIGTERM or SIGINT, letting what is in hand finish within a
/// bound.
struct WorkerRun {
    /// After this a worker that was asked to stop is cancelled. Shorter than the supervisor's
    /// patience.
    private static let gracePeriod: Duration = .seconds(10)

    let part: Part
    let settings: Settings

    /// What a worker calls itself in the database: the same after a restart on the same machine.
    static func name(_ part: Part) -> String { "\(part.rawValue)@\(Self.hostName)" }

    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        return String(
            decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// `services` gets the worker's logger, after logging has been set up for this process.
    func run(_ services: (Logger) async throws -> [any Service]) async throws {
        settings.logFormat.bootstrap(level: settings.logLevel)
        let logger = Logger(label: "irra.\(part.rawValue)")
        var configuration = ServiceGroupConfiguration(
            services: try await services(logger), gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.gracePeriod
        logger.info("starting", metadata: ["version": "\(Irra.version)"])
        try await ServiceGroup(configuration: configuration).run()
        logger.info("stopped")
    }
}
