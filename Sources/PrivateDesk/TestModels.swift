/// What clusters of tests begin as: a stopped cluster with the template of one content, made once
/// in a process, when first asked for: files are copied sooner than SQL is installed.
actor TestModels {
    static let shared = TestModels()

    private var making: [TestDatabase.Content: Task<String, any Error>] = [:]

    /// The model's data directory, which stays as it is until the process ends.
    func directory(of content: TestDatabase.Content) async throws -> String {
        if let task = making[content] { return try await task.value }
        let task = Task { try await Self.make(content) }
        making[content] = task
        return try await task.value
    }

    private static func make(_ content: TestDatabase.Content) async throws -> String {
        let desk = try await TestDesk.start()
        try await desk.makeTemplate(of: content)
        try await desk.cluster.stop(.fast)
        return desk.cluster.dataDirectory
    }
}
