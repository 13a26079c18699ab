/// A value for `$1`, `$2`, ….
///
/// Types are left to the server, which infers them from the statement: write `$1::bigint` where
/// nothing else tells (a bare `select $1` is text).
public enum Parameter: Sendable, Hashable {
    case null
    /// Any type by its text form: numeric, uuid, jsonb, timestamptz ….
    case text(String)
    /// `bytea`, sent as it is. The statement must make the parameter a bytea.
    case bytes([UInt8])
    case integer(Int64)
    case boolean(Bool)
    /// `text[]`, or any array by the text forms of its elements.
    case textArray([String?])
    /// `bigint[]` or another array of integers.
    case integerArray([Int64])
    /// `bytea[]`.
    case bytesArray([[UInt8]])

    public init(_ text: String?) { self = text.map(Parameter.text) ?? .null }

    public init(_ bytes: [UInt8]?) { self = bytes.map(Parameter.bytes) ?? .null }

    public init(_ boolean: Bool?) { self = boolean.map(Parameter.boolean) ?? .null }

    public init(_ integer: (some BinaryInteger)?) {
        self = integer.map { .integer(Int64($0)) } ?? .null
    }
}

extension Parameter: ExpressibleByStringInterpolation, ExpressibleByNilLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }

    public init(nilLiteral: ()) { self = .null }

    public init(integerLiteral value: Int64) { self = .integer(value) }

    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
