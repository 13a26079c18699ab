import DeskDatabase

/// One provider's way out. Rules are the database's: a sender moves bytes and says what came back.
protocol MessageSender: Sendable {
    /// Tries each message once and reports each exactly once, as soon as it is known; what it has
    /// not begun while it may it reports as untried.
    func send(
        _ messages: [NotifyFunctions.Message], while mayBegin: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (DeliveryOutcome) -> Void) async
}
