import Postgres

/// Whether the other side of a link answers, so that a worker tells once when that changes.
public struct LinkState: Sendable {
    /// What happened with the last attempt.
    public enum Change: Sendable, Hashable {
        case reached
        /// The reason is for the log: it may quote data.
        case lost(reason: String)
    }

    /// Nil before the first attempt.
    private var isUp: Bool?

    public init() {}

    /// An attempt succeeded; nil when the link was up already.
    public mutating func succeeded() -> Change? {
        if isUp == true { return nil }
        isUp = true
        return .reached
    }

    /// An attempt failed; nil when the link was down already, and for an attempt that was
    /// interrupted by a shutdown, which says nothing about the other side.
    public mutating func failed(_ error: any Error) -> Change? {
        if isUp == false || Task.isCancelled || error is CancellationError { return nil }
        isUp = false
        switch error {
        case let error as PostgresError: return .lost(reason: error.detailForLog)
        case let error as PrimaryUnreachable: return .lost(reason: error.reason)
        default: return .lost(reason: "\(error)")
        }
    }
}
