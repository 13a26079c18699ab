import PrivateDesk

/// The demo's questions to the two databases, asked as a DBA would: psql files of
/// `replication/private_desk`, run as superuser over the private socket.
struct DemoSQL: Sendable {
    let desk: Desk

    /// Rows of fields, as psql's unaligned output gives them.
    func primary(_ file: String, _ variables: [String: String] = [:]) async throws -> [[String]] {
        try await rows(of: desk.primary, file, Settings.primaryDatabase, variables)
    }

    func backup(_ file: String, _ variables: [String: String] = [:]) async throws -> [[String]] {
        try await rows(of: desk.backup, file, Settings.backupDatabase, variables)
    }

    private func rows(
        of cluster: Cluster, _ file: String, _ database: String, _ variables: [String: String]
    ) async throws -> [[String]] {
        let text = try await cluster.run(
            file: desk.project.path("replication/private_desk/\(file).sql"), database: database,
            variables: variables)
        return text.split(separator: "\n").map {
            $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
