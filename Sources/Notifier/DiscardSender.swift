import DeskDatabase

/// Carries everything to nowhere: for drills and benchmarks.
struct DiscardSender: MessageSender {
    func send(
        _ messages: [NotifyFunctions.Message], while mayBegin: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (DeliveryOutcome) -> Void
    ) async {
        for message in messages {
            report(DeliveryOutcome(message: message, result: .delivered(reference: "")))
        }
    }
}
