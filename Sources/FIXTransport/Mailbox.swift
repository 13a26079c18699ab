internal import NIOConcurrencyHelpers

/// What other tasks and event loops have to say to a driver, and where it waits for it. It holds
/// no data but flags, so it never grows; what was read from a socket stays with the connection.
final class Mailbox: Sendable {
    struct Signals: Sendable {
        /// `wake()` was called since the last look.
        var wake = false
        /// A logout was asked for since the last look.
        var logOut: LogOutRequest?
        /// Stays true once it is.
        var shutdown = false
    }

    struct LogOutRequest: Sendable {
        let text: String?
    }

    private struct State {
        var signals = Signals()
        /// Something happened since the last `wait`.
        var poked = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = NIOLockedValueBox(State())

    /// Ends a wait, now or the next one: the driver looks at everything again.
    func poke() {
        change { _ in }
    }

    func wake() {
        change { $0.wake = true }
    }

    func requestLogOut(_ text: String?) {
        change { $0.logOut = LogOutRequest(text: text) }
    }

    func requestShutdown() {
        change { $0.shutdown = true }
    }

    var isShutDown: Bool { state.withLockedValue { $0.signals.shutdown } }

    /// The signals since the last call.
    func take() -> Signals {
        state.withLockedValue { state in
            let signals = state.signals
            state.signals.wake = false
            state.signals.logOut = nil
            return signals
        }
    }

    /// Returns when something happened since the last return, at once if it already did, or
    /// when the task is cancelled. One task waits at a time.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isDue = state.withLockedValue { state in
                    precondition(state.waiter == nil, "two tasks wait at one mailbox")
                    if state.poked {
                        state.poked = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isDue { continuation.resume() }
            }
        } onCancel: {
            poke()
        }
    }

    private func change(_ body: (inout Signals) -> Void) {
        let waiter = state.withLockedValue { state in
            body(&state.signals)
            let waiter = state.waiter
            state.waiter = nil
            state.poked = waiter == nil
            return waiter
        }
        waiter?.resume()
    }
}
