internal import NIOConcurrencyHelpers
internal import NIOCore

/// What an acceptor tells those who ask from other tasks: its port, and that it must stop.
final class AcceptorState: Sendable {
    private struct State {
        var port: Int?
        var channel: (any Channel)?
        var isEnded = false
        var waiters: [CheckedContinuation<Int?, Never>] = []
        /// Provided sessions that have a connection; nil while the provider is being asked.
        var provided: [SessionIdentity: SessionDriver?] = [:]
    }

    private let state = NIOLockedValueBox(State())

    var isEnded: Bool { state.withLockedValue { $0.isEnded } }

    /// Returns false when the acceptor was shut down before it listened.
    func listening(on channel: any Channel) -> Bool {
        let port = channel.localAddress?.port
        let (waiters, isEnded) = state.withLockedValue { state in
            state.channel = channel
            state.port = port
            defer { state.waiters = [] }
            return (state.waiters, state.isEnded)
        }
        for waiter in waiters { waiter.resume(returning: port) }
        return !isEnded
    }

    func requestShutdown() {
        let (channel, waiters, provided) = state.withLockedValue { state in
            state.isEnded = true
            defer { state.waiters = [] }
            return (state.channel, state.waiters, state.provided.values.compactMap { $0 })
        }
        for driver in provided { driver.mailbox.requestShutdown() }
        channel?.close(promise: nil)
        for waiter in waiters { waiter.resume(returning: nil) }
    }

    func listeningPort() async -> Int? {
        await withCheckedContinuation { continuation in
            let known: Int?? = state.withLockedValue { state in
                if let port = state.port { return .some(port) }
                if state.isEnded { return .some(nil) }
                state.waiters.append(continuation)
                return .none
            }
            if case .some(let port) = known { continuation.resume(returning: port) }
        }
    }

    /// Takes the identity for one connection; false while another has it.
    func reserve(_ identity: SessionIdentity) -> Bool {
        state.withLockedValue { state in
            guard state.provided[identity] == nil else { return false }
            state.provided[identity] = .some(nil)
            return true
        }
    }

    /// From here on the driver is told of a shutdown; false when that came first.
    func serving(_ driver: SessionDriver, as identity: SessionIdentity) -> Bool {
        state.withLockedValue { state in
            guard !state.isEnded else { return false }
            state.provided[identity] = driver
            return true
        }
    }

    func release(_ identity: SessionIdentity) {
        state.withLockedValue { state in _ = state.provided.removeValue(forKey: identity) }
    }
}
