public import Logging

/// Notifications of some channels for as long as anybody iterates.
public final class PostgresListener: AsyncSequence, Sendable {
    public typealias Element = ListenerEvent
    public typealias Failure = Never

    public init(
        configuration: PostgresConfiguration, channels: [String],
        logger: Logger = Logger(label: "irra.postgres")
    ) {}

    public func makeAsyncIterator() -> Iterator { Iterator() }

    public struct Iterator: AsyncIteratorProtocol {
        public mutating func next() async -> ListenerEvent? { nil }
    }
}
