extension PostgresPool {
    func borrow(
        _ kind: PoolState.Kind, until deadline: ContinuousClock.Instant
    ) async throws -> PoolState.Loan {
        let outcome = state.withLockedValue { $0.borrow(kind) }
        open(outcome.toOpen)
        if outcome.isClosed { throw PostgresError.closed }
        if let loan = outcome.loan { return loan }
        guard let id = outcome.ticket else { throw PostgresError.poolExhausted }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                wait(id, kind, until: deadline, continuation)
            }
        } onCancel: {
            giveUp(id, .cancelled)
        }
    }

    private func wait(
        _ id: UInt64, _ kind: PoolState.Kind, until deadline: ContinuousClock.Instant,
        _ continuation: CheckedContinuation<PoolState.Loan, any Error>
    ) {
        let timer = Task { [weak self] in
            try await Task.sleep(until: deadline, clock: .continuous)
            self?.giveUp(id, nil)
        }
        let waiter = PoolState.Waiter(id: id, kind: kind, continuation: continuation, timer: timer)
        // Cancelling finds the waiter in the queue, or has set the flag before it was queued.
        let (refusal, grants) = state.withLockedValue {
            state -> (PostgresError?, [PoolState.Grant]) in
            if Task.isCancelled { return (.cancelled, []) }
            if state.isClosed { return (.closed, []) }
            state.waiters.append(waiter)
            return (nil, state.serveWaiters())
        }
        if let refusal { waiter.fail(refusal) }
        for grant in grants { grant.waiter.succeed(grant.loan) }
    }

    /// Sends a waiter away; nil stands for the end of its wait.
    private func giveUp(_ id: UInt64, _ error: PostgresError?) {
        let (waiter, reason) = state.withLockedValue { state in
            let position = state.waiters.firstIndex { $0.id == id }
            let waiter = position.map { state.waiters.remove(at: $0) }
            let lastFailure = state.hasOpenConnection ? nil : state.lastConnectFailure
            return (waiter, error ?? lastFailure ?? .poolExhausted)
        }
        waiter?.fail(reason)
    }

    func giveBack(_ loan: PoolState.Loan) {
        let grants = state.withLockedValue { state in
            state.giveBack(loan)
            return state.serveWaiters()
        }
        for grant in grants { grant.waiter.succeed(grant.loan) }
    }

    /// Forgets a connection that ended, and opens another if one is needed.
    func drop(_ loan: PoolState.Loan, _ reason: PostgresError) {
        ended(slot: loan.slot, connection: loan.connection, reason)
    }

    func ended(slot: Int, connection: PostgresConnection, _ reason: PostgresError) {
        let (wasOurs, toOpen) = state.withLockedValue { state in
            (state.remove(connection, slot: slot), state.takeNeeded())
        }
        if wasOurs {
            logger.warning("connection ended", metadata: ["reason": "\(reason.detailForLog)"])
        }
        open(toOpen)
    }

    func open(_ slots: [Int]) {
        for slot in slots {
            Task { [weak self] in
                var backoff = Backoff()
                while let pool = self, await pool.openOnce(slot) != nil, pool.isSlotWanted(slot) {
                    try? await Task.sleep(for: backoff.next())
                }
            }
        }
    }

    /// Whether a connection that could not be opened is to be tried again; otherwise its slot
    /// becomes free, for the next call that needs it.
    private func isSlotWanted(_ slot: Int) -> Bool {
        state.withLockedValue { state in
            let isWanted = !state.isClosed && (state.keepsAllOpen || !state.waiters.isEmpty)
            if !isWanted { state.release(slot) }
            return isWanted
        }
    }

    /// Opens the connection of a slot that was taken for it; returns the error if it failed.
    func openOnce(_ slot: Int) async -> PostgresError? {
        let connection: PostgresConnection
        do {
            connection = try await PostgresConnection.connect(configuration)
        } catch {
            let failure = error as? PostgresError ?? .connectFailed("\(error)")
            state.withLockedValue { $0.lastConnectFailure = failure }
            logger.warning("cannot connect", metadata: ["reason": "\(failure.detailForLog)"])
            return failure
        }
        let (isPlaced, grants) = state.withLockedValue { state in
            (state.place(connection, slot: slot), state.serveWaiters())
        }
        for grant in grants { grant.waiter.succeed(grant.loan) }
        guard isPlaced else {
            await connection.close()
            return nil
        }
        await connection.whenEnded { [weak self, weak connection] reason in
            guard let connection else { return }
            self?.ended(slot: slot, connection: connection, reason)
        }
        return nil
    }
}
