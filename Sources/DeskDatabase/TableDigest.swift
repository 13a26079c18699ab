/// Rows of a table and the sum of their hashes, as the server wrote them.
public struct TableDigest: Sendable, Hashable {
    public let name: String
    public let rowCount: String
    public let contentHash: String

    public init(name: String, rowCount: String, contentHash: String) {
        self.name = name
        self.rowCount = rowCount
        self.contentHash = contentHash
    }

    /// Names of tables and numbers only: nothing in it needs escaping.
    static func json(_ digests: [TableDigest]) -> String {
        let items = digests.map {
            #"{"name": "\#($0.name)", "row_count": \#($0.rowCount), "#
                + #""content_hash": \#($0.contentHash)}"#
        }
        return "[" + items.joined(separator: ", ") + "]"
    }
}
