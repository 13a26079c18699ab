/// The template databases of a test cluster, each made once, when first asked for.
actor TestTemplates {
    private let cluster: Cluster
    private var making: [TestDatabase.Content: Task<String, any Error>] = [:]

    /// - Parameter made: the content whose template is there already.
    init(cluster: Cluster, made content: TestDatabase.Content?) {
        self.cluster = cluster
        if let content { making[content] = Task { Self.name(of: content) } }
    }

    func name(of content: TestDatabase.Content) async throws -> String {
        if let task = making[content] { return try await task.value }
        let cluster = cluster
        let task = Task { try await Self.make(content, on: cluster) }
        making[content] = task
        return try await task.value
    }

    private static func name(of content: TestDatabase.Content) -> String {
        content == .empty ? "template0" : "template_\(content.rawValue)"
    }

    private static func make(
        _ content: TestDatabase.Content, on cluster: Cluster
    ) async throws -> String {
        let name = name(of: content)
        if content == .empty { return name }
        let deployment = Deployment(project: try ProjectFiles.find(), cluster: cluster)
        try await deployment.createDatabase(name)
        switch content {
        case .empty: break
        case .desk: try await deployment.deployDesk(database: name)
        case .primary: try await deployment.deployPrimary(database: name)
        }
        try await cluster.run(
            sql: "alter database :\"name\" with is_template true allow_connections false;",
            database: "postgres", variables: ["name": name])
        return name
    }
}
