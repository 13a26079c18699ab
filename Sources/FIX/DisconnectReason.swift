/// Why our side ends a connection.
public enum DisconnectReason: Sendable, Equatable, CustomStringConvertible {
    case logonTimeout
    case logoutDone
    case logoutTimeout
    case silence
    case gapUnfilled
    /// The other side refused the logon, with its words.
    case refused(String)
    /// The other side broke a rule after which a session cannot go on.
    case violation(String)

    public var description: String {
        switch self {
        case .logonTimeout: "logon not answered in time"
        case .logoutDone: "logged out"
        case .logoutTimeout: "logout not answered in time"
        case .silence: "test request not answered in time"
        case .gapUnfilled: "missing messages asked for and not resent"
        case .refused(let text): "logon refused: \(text)"
        case .violation(let text): text
        }
    }
}
