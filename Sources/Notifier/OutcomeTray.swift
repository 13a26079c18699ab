import Synchronization

/// Where senders put outcomes and the database's writer takes them in batches.
final class OutcomeTray: Sendable {
    private struct State {
        var outcomes: [DeliveryOutcome] = []
        var heardAt = ContinuousClock.now
    }

    private let state = Mutex(State())

    /// How long no outcome came, at first since the tray was made.
    var silence: Duration { state.withLock { .now - $0.heardAt } }

    /// Of a message that has just been tried.
    func put(_ outcome: DeliveryOutcome) {
        state.withLock { state in
            state.outcomes.append(outcome)
            state.heardAt = .now
        }
    }

    /// What was taken and could not be written down.
    func giveBack(_ outcomes: [DeliveryOutcome]) {
        state.withLock { $0.outcomes += outcomes }
    }

    func takeAll() -> [DeliveryOutcome] {
        state.withLock { state in
            defer { state.outcomes = [] }
            return state.outcomes
        }
    }
}
