public import Logging

/// Sessions shared by many tasks.
public final class PostgresPool: StatementRunner {
    public init(
        configuration: PostgresConfiguration, size: Int, waitLimit: Duration = .seconds(1),
        logger: Logger = Logger(label: "irra.postgres")
    ) {}

    public func run() async throws {}

    public func prewarm(_ count: Int) async throws {}

    public func close() async {}

    public func query(_ statement: Statement) async throws -> Rows {
        throw PostgresError.closed
    }

    public func pipeline(_ statements: [Statement]) async throws -> [Rows] {
        throw PostgresError.closed
    }

    public func withConnection<Value: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        throw PostgresError.closed
    }
}
