/// A state of the primary that several sessions look at.
public struct PrimarySnapshot: Sendable, Hashable {
    /// For `set transaction snapshot`.
    public let identifier: String
    /// The primary's clock, as text.
    public let at: String
    public let logPosition: String

    /// What another session says first to see this state.
    public var entering: [String] {
        [
            "begin isolation level repeatable read read only",
            "set transaction snapshot '\(identifier)'",
        ]
    }
}
