/// How the subscription to the primary's book is.
public enum SubscriptionState: String, Sendable, Hashable {
    case enabled
    /// It had stopped by an error and was just told to go on.
    case resumed
    /// It stopped by an error again and again; the next try comes later.
    case waiting
    /// By hand; nobody but a hand enables it.
    case disabled
    /// This desk has no subscription.
    case none
}
