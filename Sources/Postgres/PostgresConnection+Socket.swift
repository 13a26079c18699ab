import CLibPQ

extension PostgresConnection {
    /// TLS may hold a record's rest that epoll does not see: at most 16 KiB, two reads of libpq.
    private static var readsOfBufferedTLS: Int { 2 }
    /// How long beyond its own time limits an answer may take before the connection counts as dead.
    private static var watchdogGrace: Duration { .seconds(5) }
    private static var watchdogInterval: Duration { .seconds(1) }

    func socketIsReady(_ readiness: Reactor.Readiness) {
        guard failure == nil else { return }
        var isReadable = true
        if !readiness.isDisjoint(with: [.readable, .broken]) {
            isReadable = PQconsumeInput(session.pointer) == 1
            let extraReads = PQsslInUse(session.pointer) == 1 ? Self.readsOfBufferedTLS : 0
            for _ in 0..<extraReads where isReadable {
                isReadable = PQconsumeInput(session.pointer) == 1
            }
        }
        if isReadable, wantsToWrite { flush() }
        guard failure == nil else { return }
        takeNotifications()
        if exclusive == nil { takeResults() } else { resumeExclusive() }
        if !isReadable, failure == nil { fail(lost()) }
    }

    /// Writes what libpq has buffered, and asks for writability only while something is left.
    func flush() {
        guard failure == nil else { return }
        let result = PQflush(session.pointer)
        guard result >= 0 else {
            // What the server said before it hung up is still to be read.
            return
        }
        let isLeft = result == 1
        guard isLeft != wantsToWrite, let watch else { return }
        wantsToWrite = isLeft
        Reactor.shared.watch(watch, forWriting: isLeft)
    }

    private func takeNotifications() {
        while let notification = PQnotifies(session.pointer) {
            inbox.put(
                Notification(
                    channel: String(cString: notification.pointee.relname),
                    payload: String(cString: notification.pointee.extra)))
            PQfreemem(notification)
        }
    }

    func lost() -> PostgresError { .connectionLost(Session.errorMessage(session.pointer)) }

    /// Ends the connection: whoever waits for an answer is told, once.
    func fail(_ error: PostgresError) {
        guard failure == nil else { return }
        failure = error
        if let watch { Reactor.shared.forget(watch) }
        watch = nil
        for call in inFlight.removeAll() { call.continuation.resume(throwing: error) }
        for item in waiting.removeAll() {
            switch item {
            case .call(let call): call.continuation.resume(throwing: NotSent(reason: error))
            case .turn(_, let continuation): continuation.resume(throwing: error)
            }
        }
        exclusive?.resume(throwing: error)
        inbox.end(error)
        for closer in closers { closer.resume() }
        closers = []
        onEnd?(error)
        onEnd = nil
        // Callers further up the stack may still hold the pointer, so it is freed by a later job.
        Task { self.finish() }
    }

    private func finish() {
        guard !isFinished else { return }
        isFinished = true
        PQfinish(session.pointer)
    }

    // MARK: Watchdog

    /// A server whose machine answers but whose process does not is noticed by nothing else.
    func wakeWatchdog() {
        guard !isWatchdogAwake, configuration.statementTimeout > .zero else { return }
        isWatchdogAwake = true
        Task { [weak self] in
            repeat {
                try? await Task.sleep(for: Self.watchdogInterval)
            } while await self?.isAnswerDue() ?? false
        }
    }

    /// Ends the connection if the call at its front is overdue; whether to look again.
    private func isAnswerDue() -> Bool {
        guard failure == nil, let call = inFlight.first, let since = call.frontSince else {
            isWatchdogAwake = false
            return false
        }
        let limit = configuration.statementTimeout * call.statements.count + Self.watchdogGrace
        if since.duration(to: .now) > limit { fail(.connectionLost("no answer in time")) }
        return failure == nil
    }
}
