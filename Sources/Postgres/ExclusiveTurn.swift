/// A script's or COPY's time alone on a connection.
///
/// Belongs to one connection's actor.
final class ExclusiveTurn {
    enum Condition {
        case resultHasArrived
        case everythingIsWritten
    }

    let id: UInt64
    var cancelWasSent = false
    /// Set when only cleaning up is left, which nobody may cancel.
    var isEnding = false
    private(set) var condition: Condition?
    private var continuation: CheckedContinuation<Void, any Error>?

    init(id: UInt64) { self.id = id }

    func wait(for condition: Condition, _ continuation: CheckedContinuation<Void, any Error>) {
        self.condition = condition
        self.continuation = continuation
    }

    func resume() { take()?.resume() }

    func resume(throwing error: PostgresError) { take()?.resume(throwing: error) }

    private func take() -> CheckedContinuation<Void, any Error>? {
        defer {
            continuation = nil
            condition = nil
        }
        return continuation
    }
}
