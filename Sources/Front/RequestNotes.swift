import NIOConcurrencyHelpers

/// What is found out about a request on its way in and belongs into its line of the log.
final class RequestNotes: Sendable {
    private let noted = NIOLockedValueBox<String?>(nil)

    /// The person's number, once their token was verified.
    var person: String? {
        get { noted.withLockedValue { $0 } }
        set { noted.withLockedValue { $0 = newValue } }
    }
}
