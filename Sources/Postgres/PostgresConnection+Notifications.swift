extension PostgresConnection {
    /// The next notification; waits for it. Throws when the connection or the task ends.
    func nextNotification() async throws -> ListenerEvent {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled {
                    return continuation.resume(throwing: PostgresError.cancelled)
                }
                if let event = inbox.take() { return continuation.resume(returning: event) }
                if let failure { return continuation.resume(throwing: failure) }
                inbox.wait(continuation)
            }
        } onCancel: {
            Task { await self.stopWaitingForNotification() }
        }
    }

    private func stopWaitingForNotification() { inbox.end(.cancelled) }
}
