/// What a session is doing; the raw values are those of the database.
public enum SessionStatus: String, Sendable {
    case connecting
    case loggedOn = "logged_on"
    case loggingOut = "logging_out"
    case down
}
