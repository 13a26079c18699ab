/// One session.
public actor PostgresConnection: StatementRunner {
    public static func connect(
        _ configuration: PostgresConfiguration
    ) async throws -> PostgresConnection {
        throw PostgresError.connectFailed("")
    }

    public var isAlive: Bool { false }

    public func query(_ statement: Statement) async throws -> Rows {
        throw PostgresError.closed
    }

    public func pipeline(_ statements: [Statement]) async throws -> [Rows] {
        throw PostgresError.closed
    }

    public func execute(script: String) async throws {
        throw PostgresError.closed
    }

    @discardableResult
    public func copyIn<Chunks: AsyncSequence & Sendable>(
        _ sql: String, chunks: Chunks
    ) async throws -> Int where Chunks.Element: Collection, Chunks.Element.Element == UInt8 {
        throw PostgresError.closed
    }

    public func close() async {}
}
