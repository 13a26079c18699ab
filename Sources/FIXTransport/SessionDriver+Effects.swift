internal import FIX
internal import Logging

/// Carrying out what the session wants, in its order: what was received is safe in the store
/// before anything that acknowledges it is written.
extension SessionDriver {
    /// What was received and is not in the store yet.
    private struct Unsaved {
        var messages: [InboundMessage] = []
        var next: Int64
    }

    func carryOut(_ effects: [Effect], _ progress: inout Progress) async throws {
        var unsaved = Unsaved(next: nextInbound)
        for effect in effects {
            switch effect {
            case .deliver(let message):
                unsaved.messages.append(message)
                unsaved.next = message.sequence + 1
                if unsaved.messages.count >= settings.receiveLimit { try await save(&unsaved) }
            case .keep(let message):
                unsaved.messages.append(message)
                if unsaved.messages.count >= settings.receiveLimit { try await save(&unsaved) }
            case .advance(let next):
                unsaved.next = next
            case .resetNumbers:
                try await save(&unsaved)
                try await store.reset()
                nextOutbound = 1
                nextInbound = 1
                unsaved.next = 1
            case .note(let text):
                logger.notice("session", metadata: ["note": "\(text)"])
            default:
                try await save(&unsaved)
                try await carryOut(effect, &progress)
            }
        }
        try await save(&unsaved)
        try await flush(&progress)
    }

    private func carryOut(_ effect: Effect, _ progress: inout Progress) async throws {
        switch effect {
        case .deliver, .keep, .advance, .resetNumbers, .note:
            break
        case .send(let type, let body):
            try await send(type, body, &progress)
        case .resend(let from, let through):
            try await resend(from: from, through: through, &progress)
        case .loggedOn:
            progress.wasLoggedOn = true
            progress.mustDispatch = true
            progress.settledFrom = now() + settings.settleTime.microseconds
            try await flush(&progress)
            try await store.status(.loggedOn, detail: nil)
        case .loggingOut(let text):
            try await store.status(.loggingOut, detail: text)
        case .disconnect(let reason):
            progress.ending = reason.description
        }
    }

    private func save(_ unsaved: inout Unsaved) async throws {
        guard !unsaved.messages.isEmpty || unsaved.next != nextInbound else { return }
        #if FAULT_POINTS
            let isApplied = unsaved.messages.contains(where: \.isForApplication)
            if isApplied { FaultPoint.reach(.afterInboundRead) }
        #endif
        try await store.receive(unsaved.messages, next: unsaved.next)
        #if FAULT_POINTS
            if isApplied { FaultPoint.reach(.afterInboundCommitted) }
        #endif
        nextInbound = unsaved.next
        unsaved.messages = []
    }

    private func send(
        _ type: String, _ body: String, _ progress: inout Progress
    ) async throws {
        let numbered = try await store.append(msgType: type, body: body)
        #if FAULT_POINTS
            FaultPoint.reach(.afterSessionMessageCommitted)
        #endif
        nextOutbound = numbered.sequence + 1
        let secret = type == MessageType.logon ? session.logonCredentials : ""
        encoder.encode(
            type: type, sequence: numbered.sequence, sendingTime: numbered.sendingTime,
            body: body + secret, into: &progress.output)
    }

    /// Adds a claimed application message to what is written next.
    func encode(_ message: StoredMessage, _ progress: inout Progress) {
        nextOutbound = message.sequence + 1
        encoder.encode(
            type: message.msgType, sequence: message.sequence, sendingTime: message.sendingTime,
            body: message.body, into: &progress.output)
    }

    func flush(_ progress: inout Progress) async throws {
        guard !progress.output.isEmpty else { return }
        let bytes = progress.output
        progress.output = []
        session.sent(now: now())
        do {
            try await progress.connection.write(bytes)
        } catch {
            // The messages are safe; the other side asks for them after the next logon.
            progress.ending = progress.ending ?? "connection lost while writing: \(error)"
        }
    }
}
