/// One SQL statement with its parameters.
///
/// The text must be a constant or one of few: it is the key of the connection's prepared
/// statements.
public struct Statement: Sendable, Hashable, ExpressibleByStringLiteral {
    public let sql: String
    public let parameters: [Parameter]
    /// Whether the connection keeps the statement prepared; false for statements run once.
    public let isPrepared: Bool

    public init(_ sql: String, _ parameters: [Parameter] = [], isPrepared: Bool = true) {
        self.sql = sql
        self.parameters = parameters
        self.isPrepared = isPrepared
    }

    public init(stringLiteral value: String) { self.init(value) }
}
