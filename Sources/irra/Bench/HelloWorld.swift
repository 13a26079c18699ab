import Hummingbird
import Logging

/// Hummingbird's hello-world: what a server on this machine takes when it does nothing, which
/// bench/front.py holds the front against.
enum HelloWorld {
    /// Serves until the task is cancelled or the process is told to stop.
    static func serve(port: Int) async throws {
        let router = Router()
        router.get("/") { _, _ in "Hello, world!" }
        var logger = Logger(label: "irra bench")
        logger.logLevel = .warning
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            logger: logger)
        try await application.runService()
    }
}
