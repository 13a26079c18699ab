import Synchronization

/// Set once, when the notifier is asked to stop: nothing is begun any more, and what is under way
/// is finished and recorded.
final class StopSign: Sendable {
    private let raised = Mutex(false)

    var isSet: Bool { raised.withLock { $0 } }

    func raise() { raised.withLock { $0 = true } }
}
