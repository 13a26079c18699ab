import DeskDatabase

/// What became of one try of one message.
struct DeliveryOutcome: Sendable {
    enum Result: Sendable {
        /// The provider has it; its number for it, or empty.
        case delivered(reference: String)
        case failed(NotifyFunctions.Failure, String)
        /// Nothing was tried: the lease would have ended first.
        case untried
    }

    let message: NotifyFunctions.Message
    let result: Result
}
