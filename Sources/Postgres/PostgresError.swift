/// Everything this module throws, besides what callers' own closures throw.
///
/// `description` never holds data; `detailForLog` may.
public enum PostgresError: Error, Sendable {
    /// The server refused a statement; the pipeline it was part of changed nothing.
    case server(ServerError)
    /// The connection broke while an answer was due: a write is **in doubt**.
    case connectionLost(String)
    /// No session could be opened; nothing was sent.
    case connectFailed(String)
    /// No connection, or no room on one, became free within the wait limit; nothing was sent.
    case poolExhausted
    /// The pool or connection was closed by us before the call was sent.
    case closed
    /// The calling task was cancelled; nothing of the call was committed.
    case cancelled
    /// The server stopped the statement after `statementTimeout` (or an administrator cancelled
    /// it); nothing of the call was committed.
    case timedOut(ServerError)
    /// A value was not what the caller said it was: a wrong column name, type, or null.
    case decoding(String)
    /// A parameter cannot be sent: text with a NUL, or more than 65,535 parameters.
    case invalidParameter(String)

    /// A short stable word for logs and metrics.
    public var code: String {
        switch self {
        case .server(let error): error.sqlState.rawValue
        case .connectionLost: "connection_lost"
        case .connectFailed: "connect_failed"
        case .poolExhausted: "pool_exhausted"
        case .closed: "closed"
        case .cancelled: "cancelled"
        case .timedOut: "timed_out"
        case .decoding: "decoding"
        case .invalidParameter: "invalid_parameter"
        }
    }

    /// The server's code, when the server answered at all.
    public var sqlState: SQLState? { serverError?.sqlState }

    /// The server's error, when the server answered at all.
    public var serverError: ServerError? {
        switch self {
        case .server(let error), .timedOut(let error): error
        default: nil
        }
    }

    /// Everything known, for the log only: may quote data.
    public var detailForLog: String {
        switch self {
        case .server(let error), .timedOut(let error):
            [error.sqlState.rawValue, error.message, error.detail, error.hint, error.context]
                .compactMap { $0 }.joined(separator: " | ")
        case .connectionLost(let reason), .connectFailed(let reason): "\(code): \(reason)"
        case .decoding(let reason), .invalidParameter(let reason): "\(code): \(reason)"
        case .poolExhausted, .closed, .cancelled: code
        }
    }
}

extension PostgresError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .server(let error): error.description
        case .timedOut: "statement timed out"
        case .connectionLost: "connection to the database lost"
        case .connectFailed: "connection to the database failed"
        case .poolExhausted: "no database connection became free in time"
        case .closed: "database connection closed"
        case .cancelled: "database call cancelled"
        case .decoding: "a database value was not of the expected type"
        case .invalidParameter: "a value cannot be sent to the database"
        }
    }
}
