/// Which column of a row: `"quantity"` or `0`.
public enum Column: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case name(String)
    case index(Int)

    public init(stringLiteral value: String) { self = .name(value) }

    public init(integerLiteral value: Int) { self = .index(value) }
}
