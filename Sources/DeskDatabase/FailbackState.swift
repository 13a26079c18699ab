/// How far the way back to the primary is.
public enum FailbackState: String, Sendable, Hashable {
    /// Something may still happen, or has happened since it was sealed.
    case open
    /// All is at rest and counted; the primary has not said that it has it.
    case sealed
    case acknowledged
}
