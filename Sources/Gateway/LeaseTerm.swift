internal import NIOConcurrencyHelpers

/// How long a lease is certainly ours, by this machine's own clock, which goes on while the process
/// is stopped. It is asked before every write to the socket, from any thread: a leader that was
/// stopped for too long says nothing more when it wakes.
final class LeaseTerm: Sendable {
    private let instant: NIOLockedValueBox<ContinuousClock.Instant>

    init(until end: ContinuousClock.Instant) {
        instant = NIOLockedValueBox(end)
    }

    var end: ContinuousClock.Instant { instant.withLockedValue { $0 } }
    var isOver: Bool { ContinuousClock.now >= end }

    /// The lease was renewed.
    func extend(until end: ContinuousClock.Instant) {
        instant.withLockedValue { $0 = max($0, end) }
    }
}
