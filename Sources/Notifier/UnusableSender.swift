import DeskDatabase

/// A provider whose row cannot be used: its messages go by the next one, and the alert says why.
struct UnusableSender: MessageSender {
    let reason: String

    func send(
        _ messages: [NotifyFunctions.Message], while mayBegin: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (DeliveryOutcome) -> Void
    ) async {
        for message in messages {
            report(DeliveryOutcome(message: message, result: .failed(.provider, reason)))
        }
    }
}
