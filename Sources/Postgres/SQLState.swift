/// The five characters PostgreSQL gives every error: `"23505"`, or one of our own `"IR301"`.
public struct SQLState: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public init(stringLiteral value: String) { rawValue = value }

    /// The first two characters: `"23"` for violated constraints, `"IR"` for our own rules.
    public var errorClass: String { String(rawValue.prefix(2)) }

    /// Whether the desk's own rules raised this (class `IR`).
    public var isDeskRule: Bool { rawValue.hasPrefix("IR") }

    public static let featureNotSupported: SQLState = "0A000"
    public static let notNullViolation: SQLState = "23502"
    public static let foreignKeyViolation: SQLState = "23503"
    public static let uniqueViolation: SQLState = "23505"
    public static let checkViolation: SQLState = "23514"
    public static let inFailedTransaction: SQLState = "25P02"
    public static let invalidStatementName: SQLState = "26000"
    public static let serializationFailure: SQLState = "40001"
    public static let deadlockDetected: SQLState = "40P01"
    public static let insufficientPrivilege: SQLState = "42501"
    public static let lockNotAvailable: SQLState = "55P03"
    public static let queryCanceled: SQLState = "57014"
    public static let adminShutdown: SQLState = "57P01"
    public static let cannotConnectNow: SQLState = "57P03"
    public static let tooManyConnections: SQLState = "53300"
}

extension SQLState: CustomStringConvertible {
    public var description: String { rawValue }
}
