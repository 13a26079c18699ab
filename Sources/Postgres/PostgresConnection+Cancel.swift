import CLibPQ

/// `PQcancel` hits whatever the session is doing when the signal arrives. So it is sent only for a
/// call that is alone in flight, and nothing is sent after that call before `PQcancel` returned.
extension PostgresConnection {
    /// A cancel request that takes longer than this ends the connection.
    private static var cancelLimit: Duration { .seconds(10) }

    func cancel(_ id: UInt64) {
        guard failure == nil else { return }
        let unsent = waiting.remove { item in
            switch item {
            case .call(let call): call.id == id
            case .turn(let turn, _): turn == id
            }
        }
        switch unsent {
        case .call(let call): call.continuation.resume(throwing: PostgresError.cancelled)
        case .turn(_, let continuation): continuation.resume(throwing: PostgresError.cancelled)
        case nil: cancelSent(id)
        }
        pump()
    }

    private func cancelSent(_ id: UInt64) {
        if let exclusive, exclusive.id == id {
            guard !exclusive.isEnding, !exclusive.cancelWasSent, !isCancelling else { return }
            exclusive.cancelWasSent = true
            sendCancel()
        } else if let last = inFlight.last, last.id == id {
            // Further in front it could hit the calls behind it: those end as they would have.
            last.wantsCancel = true
            sendCancelIfAlone()
        }
    }

    func sendCancelIfAlone() {
        guard failure == nil, !isCancelling, inFlight.count == 1, let call = inFlight.first,
            call.wantsCancel, !call.cancelWasSent
        else { return }
        call.cancelWasSent = true
        sendCancel()
    }

    private func sendCancel() {
        guard let request = PQgetCancel(session.pointer) else { return }
        isCancelling = true
        cancelGeneration += 1
        let generation = cancelGeneration
        let handle = CancelHandle(pointer: request)
        Task {
            await BlockingWork.run { handle.sendAndFree() }
            self.cancelReturned(generation)
        }
        Task { [weak self] in
            try? await Task.sleep(for: Self.cancelLimit)
            await self?.cancelIsOverdue(generation)
        }
    }

    private func cancelReturned(_ generation: UInt64) {
        guard generation == cancelGeneration else { return }
        isCancelling = false
        for waiter in cancelWaiters { waiter.resume() }
        cancelWaiters = []
        pump()
    }

    private func cancelIsOverdue(_ generation: UInt64) {
        guard isCancelling, generation == cancelGeneration else { return }
        fail(.connectionLost("the server does not take cancel requests"))
        cancelReturned(generation)
    }

    /// Returns when no cancel request is on its way any more.
    func cancelEnded() async {
        await withCheckedContinuation { continuation in
            if isCancelling { cancelWaiters.append(continuation) } else { continuation.resume() }
        }
    }
}

/// A request to cancel may be sent from any thread: libpq copies what it needs.
private struct CancelHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    private static let messageLength = 256

    func sendAndFree() {
        var message = [CChar](repeating: 0, count: Self.messageLength)
        // A failure is no news: the call then ends as it would have.
        _ = PQcancel(pointer, &message, Int32(Self.messageLength))
        PQfreeCancel(pointer)
    }
}
