/// What dumps have left that is to be removed.
public struct DumpLeavings: Sendable, Decodable {
    public let databases: [String]
    public let directories: [String]
}
