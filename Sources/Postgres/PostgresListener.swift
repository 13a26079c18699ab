public import Logging

/// Notifications of some channels for as long as anybody iterates, over lost connections, too.
///
/// Each iterator has its own session, opened by the first `next()`; it ends when the iterating task
/// is cancelled. After every `.reconnected` (the first event is one) read the tables, then wait.
public final class PostgresListener: AsyncSequence, Sendable {
    public typealias Element = ListenerEvent
    public typealias Failure = Never

    private let configuration: PostgresConfiguration
    private let channels: [String]
    private let logger: Logger

    public init(
        configuration: PostgresConfiguration, channels: [String],
        logger: Logger = Logger(label: "irra.postgres")
    ) {
        self.configuration = configuration
        self.channels = channels
        self.logger = logger
    }

    public func makeAsyncIterator() -> Iterator {
        Iterator(configuration: configuration, channels: channels, logger: logger)
    }

    public struct Iterator: AsyncIteratorProtocol {
        let configuration: PostgresConfiguration
        let channels: [String]
        let logger: Logger
        private var connection: PostgresConnection?
        private var backoff = Backoff()

        init(configuration: PostgresConfiguration, channels: [String], logger: Logger) {
            self.configuration = configuration
            self.channels = channels
            self.logger = logger
        }

        /// The next event; nil only when the task is cancelled.
        public mutating func next() async -> ListenerEvent? {
            while !Task.isCancelled {
                do {
                    if let connection { return try await connection.nextNotification() }
                    connection = try await listen()
                    backoff.reset()
                    return .reconnected
                } catch {
                    connection = nil
                    if Task.isCancelled { break }
                    let reason = (error as? PostgresError)?.detailForLog ?? "\(error)"
                    logger.warning("listening interrupted", metadata: ["reason": "\(reason)"])
                    try? await Task.sleep(for: backoff.next())
                }
            }
            await connection?.close()
            connection = nil
            return nil
        }

        private func listen() async throws -> PostgresConnection {
            let connection = try await PostgresConnection.connect(configuration)
            _ = try await connection.pipeline(
                channels.map { channel in
                    let quoted = channel.split(separator: "\"", omittingEmptySubsequences: false)
                        .joined(separator: "\"\"")
                    return Statement("listen \"\(quoted)\"", isPrepared: false)
                })
            return connection
        }
    }
}
