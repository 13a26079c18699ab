internal import NIOConcurrencyHelpers

/// Wakes a driver whose messages wait for the rate limit: nobody will notify it.
final class DispatchAlarm: Sendable {
    private struct State {
        var ring: (@Sendable () -> Void)?
        var timer: Task<Void, Never>?
    }

    private let state = NIOLockedValueBox(State())

    deinit {
        state.withLockedValue { $0.timer?.cancel() }
    }

    func connect(_ ring: @escaping @Sendable () -> Void) {
        state.withLockedValue { $0.ring = ring }
    }

    /// Rings once after this time; an earlier setting is forgotten.
    func set(after wait: Duration) {
        state.withLockedValue { state in
            state.timer?.cancel()
            let ring = state.ring
            state.timer = Task {
                try? await Task.sleep(for: wait)
                if !Task.isCancelled { ring?() }
            }
        }
    }
}
