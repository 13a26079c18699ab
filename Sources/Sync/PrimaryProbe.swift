import DeskDatabase
import Postgres

/// Looks at the primary over one connection, opened again when it is lost.
actor PrimaryProbe {
    private let configuration: PostgresConfiguration
    private let slotName: String
    private var connection: PostgresConnection?

    init(configuration: PostgresConfiguration, slotName: String) {
        self.configuration = configuration
        self.slotName = slotName
    }

    /// What the primary says, or why it says nothing. The reason holds no connection string.
    func look() async -> Result<PrimaryState, PrimaryUnreachable> {
        do {
            let connection = try await open()
            return .success(
                try await PrimaryFunctions(database: connection).state(ofSlot: slotName))
        } catch {
            await close()
            let reason = (error as? PostgresError)?.detailForLog ?? "\(error)"
            return .failure(PrimaryUnreachable(reason: reason))
        }
    }

    /// What the primary has acknowledged, if it answers and has.
    func acknowledgement() async -> String? {
        do {
            return try await PrimaryFunctions(database: open()).acknowledgement()
        } catch {
            await close()
            return nil
        }
    }

    func close() async {
        await connection?.close()
        connection = nil
    }

    private func open() async throws -> PostgresConnection {
        if let connection, await connection.isAlive { return connection }
        let opened = try await PostgresConnection.connect(configuration)
        connection = opened
        return opened
    }
}
