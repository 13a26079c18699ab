/// What the primary publishes of a table: the rows that its filter lets through.
public struct RowFilters: Sendable, Hashable {
    /// Where the desk's statements about a table leave room for a filter.
    private static let room = "where true"

    let byTable: [String: String]

    /// A statement about a table, for the rows that are published.
    public func applied(to statement: String, of table: String) -> String {
        guard let filter = byTable[table] else { return statement }
        return statement.replacing(Self.room, with: "where (\(filter))")
    }
}
