/// One row of `ops.health`.
public struct HealthCheck: Sendable, Hashable {
    public let name: String
    public let isOK: Bool
    /// For a person; may be empty.
    public let detail: String

    public init(name: String, isOK: Bool, detail: String) {
        self.name = name
        self.isOK = isOK
        self.detail = detail
    }
}
