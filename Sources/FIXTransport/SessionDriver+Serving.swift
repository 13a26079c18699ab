internal import FIX
internal import Logging

/// The loop over one connection.
extension SessionDriver {
    /// How a connection ended.
    struct Ending: Sendable {
        let reason: String
        let wasLoggedOn: Bool
        /// Somebody took the connection.
        var wasHeard = true
    }

    /// Where the work on one connection stands.
    struct Progress: Sendable {
        let connection: Connection
        /// Frames whose messages are committed and which are not written yet.
        var output: [UInt8] = []
        var ending: String?
        var wasLoggedOn = false
        /// A log-out that was asked for.
        var goodbye: Mailbox.LogOutRequest?
        /// Messages may wait in the store.
        var mustDispatch = false
        /// When to look in the store without being woken, in microseconds.
        var nextPoll: Int64 = 0
        /// New messages may go out from this time on.
        var settledFrom: Int64 = 0
    }

    /// Reads the numbers from the store unless they are known.
    func prepare() async throws {
        guard !isLoaded else { return }
        let numbers = try await store.load()
        session = Session(configuration: configuration, expected: numbers.nextInbound)
        nextOutbound = numbers.nextOutbound
        nextInbound = numbers.nextInbound
        isLoaded = true
    }

    /// Reserves the driver for one connection; false when it has one.
    func claim() -> Bool {
        guard !isServing else { return false }
        isServing = true
        return true
    }

    /// Runs the session over the connection until it ends. Call after `claim()`.
    func serve(_ connection: Connection) async throws -> Ending {
        served.withLockedValue { $0 = connection }
        defer {
            served.withLockedValue { $0 = nil }
            isServing = false
        }
        do {
            connection.inbox.attach(mailbox)
            try await prepare()
            let ending = try await run(over: connection)
            logger.info(
                "connection ended",
                metadata: [
                    "session": "\(configuration.senderCompID)-\(configuration.targetCompID)",
                    "reason": "\(ending.reason)",
                ])
            try await store.status(.down, detail: ending.reason)
            return ending
        } catch {
            // The store may or may not have done what it was asked: ask it again next time.
            isLoaded = false
            session.disconnected(now: now())
            connection.abort()
            throw error
        }
    }

    private func run(over connection: Connection) async throws -> Ending {
        var progress = Progress(connection: connection)
        _ = mailbox.take()
        try await carryOut(session.connected(now: now()), &progress)
        while progress.ending == nil {
            try Task.checkCancellation()
            let signals = mailbox.take()
            if signals.wake { progress.mustDispatch = true }
            let batch = connection.take()
            if connection.inbox.isDiscarding {
                progress.ending = batch.ending ?? "cut"
                break
            }
            try await receive(batch, &progress)
            if let asked = signals.logOut { progress.goodbye = asked }
            // Nobody says goodbye before the log-on is answered, but for a shutdown.
            if signals.shutdown || progress.goodbye != nil && progress.wasLoggedOn {
                let text = progress.goodbye?.text
                progress.goodbye = nil
                try await carryOut(session.logOut(text: text, now: now()), &progress)
            }
            try await carryOut(session.tick(now: now()), &progress)
            if progress.ending == nil, let reason = batch.ending { progress.ending = reason }
            guard progress.ending == nil else { break }
            if try await !dispatch(&progress) { await mailbox.wait() }
        }
        session.disconnected(now: now())
        connection.close()
        return Ending(reason: progress.ending ?? "", wasLoggedOn: progress.wasLoggedOn)
    }

    private func receive(_ batch: Inbox.Batch, _ progress: inout Progress) async throws {
        var effects: [Effect] = []
        for event in batch.events {
            switch event {
            case .message(let message, let readAt):
                session.receive(message, now: readAt, into: &effects)
            case .garbled(let reason):
                logger.warning("garbled message ignored", metadata: ["reason": "\(reason)"])
            }
        }
        try await carryOut(effects, &progress)
    }

    /// Claims and writes waiting messages. True when there may be more to do at once.
    private func dispatch(_ progress: inout Progress) async throws -> Bool {
        let time = now()
        guard session.mayDispatch, time >= progress.settledFrom,
            progress.mustDispatch || time >= progress.nextPoll
        else { return false }
        let messages = try await store.dispatch(limit: settings.dispatchLimit)
        #if FAULT_POINTS
            if !messages.isEmpty { FaultPoint.reach(.afterDispatchCommitted) }
        #endif
        for message in messages { encode(message, &progress) }
        try await flush(&progress)
        #if FAULT_POINTS
            if !messages.isEmpty { FaultPoint.reach(.afterDispatchWritten) }
        #endif
        guard messages.count < settings.dispatchLimit else { return true }
        progress.mustDispatch = try await !store.prepareToSleep()
        progress.nextPoll = now() + settings.dispatchPoll.microseconds
        // A queue whose messages cannot be claimed yet is looked at with the next tick.
        return progress.mustDispatch && !messages.isEmpty
    }
}
