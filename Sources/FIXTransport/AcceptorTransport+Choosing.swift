internal import FIX
internal import Logging

/// Whose connection it is: the logon's CompIDs say so.
extension AcceptorTransport {
    /// A driver claimed for one connection.
    struct Choice: Sendable {
        let driver: SessionDriver
        /// What must be released afterwards; nil for a fixed driver.
        let identity: SessionIdentity?
    }

    /// How long a logon waits for the connection before it, of the same identity, to be gone: a
    /// peer that hangs up and dials again at once may be read first. A live connection is not
    /// disturbed by it.
    private static let takeOverWait: Duration = .milliseconds(500)

    /// Waits for the first message and claims the driver it names; nil when it names none, when
    /// that one is taken, or when nothing comes in time.
    func chooseDriver(_ connection: Connection) async -> Choice? {
        let mailbox = Mailbox()
        connection.inbox.attach(mailbox)
        let limits = drivers.first?.configuration.limits ?? SessionLimits()
        let deadline = ContinuousClock.now + .microseconds(limits.logonWait)
        while ContinuousClock.now < deadline, !state.isEnded, !Task.isCancelled {
            let (first, ending) = connection.inbox.peek()
            switch first {
            case .message(let message, _):
                return await claimDriver(for: message, connection, mailbox)
            case .garbled(let reason):
                logger.warning("connection without a logon", metadata: ["reason": "\(reason)"])
                return nil
            case nil where ending != nil:
                logger.info(
                    "connection without a logon", metadata: ["reason": "\(ending ?? "")"])
                return nil
            case nil:
                await mailbox.wait()
            }
        }
        return nil
    }

    private func claimDriver(
        for message: Message, _ connection: Connection, _ mailbox: Mailbox
    ) async -> Choice? {
        guard let logon = ArrivingLogon(message) else {
            refused("first message is no logon", message)
            return nil
        }
        if let driver = drivers.first(where: { $0.identity == logon.identity }) {
            let isFree = await becomesTrue(connection, mailbox) { await driver.claim() }
            if !isFree { refused("session has a connection already", message) }
            return isFree ? Choice(driver: driver, identity: nil) : nil
        }
        guard let provider else {
            refused("no such session", message)
            return nil
        }
        let state = state
        guard await becomesTrue(connection, mailbox, { state.reserve(logon.identity) }) else {
            refused("session has a connection already", message)
            return nil
        }
        if let driver = await provided(by: provider, logon) {
            return Choice(driver: driver, identity: logon.identity)
        }
        state.release(logon.identity)
        return nil
    }

    private func provided(
        by provider: DriverProvider, _ logon: ArrivingLogon
    ) async -> SessionDriver? {
        do {
            guard let driver = try await provider(logon) else {
                refused("no such session", logon.message)
                return nil
            }
            guard driver.identity == logon.identity, driver.configuration.role == .acceptor else {
                refused("the driver provided is another session's", logon.message)
                return nil
            }
            guard state.serving(driver, as: logon.identity), await driver.claim() else {
                refused("the driver provided is in use", logon.message)
                return nil
            }
            return driver
        } catch {
            refused("no driver: \(error)", logon.message)
            return nil
        }
    }

    /// Looks again whenever the connection has something to say, or a tenth of a second passed.
    private func becomesTrue(
        _ connection: Connection, _ mailbox: Mailbox, _ condition: () async -> Bool
    ) async -> Bool {
        let deadline = ContinuousClock.now + Self.takeOverWait
        while true {
            if await condition() { return true }
            guard ContinuousClock.now < deadline, !state.isEnded, !Task.isCancelled,
                connection.inbox.peek().ending == nil
            else { return false }
            await mailbox.wait()
        }
    }

    private func refused(_ reason: String, _ message: Message) {
        logger.warning(
            "connection refused",
            metadata: [
                "reason": "\(reason)", "from": "\(message[Tag.senderCompID] ?? "")",
                "to": "\(message[Tag.targetCompID] ?? "")",
            ])
    }
}

extension SessionDriver {
    nonisolated var identity: SessionIdentity {
        SessionIdentity(us: configuration.senderCompID, them: configuration.targetCompID)
    }
}
