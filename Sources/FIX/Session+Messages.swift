/// Messages after the logon: order first, then content.
extension Session {
    mutating func receiveInSession(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        switch message.msgType {
        case MessageType.logon:
            receiveLogonInSession(message, sequence, now, &effects)
        case MessageType.logout:
            receiveLogout(message, sequence, now, &effects)
        case MessageType.sequenceReset where !message.flag(Tag.gapFillFlag):
            receiveReset(message, sequence, now, &effects)
        case MessageType.resendRequest where sequence > expected:
            // Answered before our own gap is closed: two sides that both miss something would
            // otherwise wait for each other for ever.
            answerResendRequest(message, sequence, now, &effects)
            noteGap(sequence, now, &effects)
        default:
            guard inOrder(message, sequence, now, &effects) else { return }
            apply(message, sequence, now, &effects)
        }
    }

    /// Whether this is the message to apply now. A number too high opens a gap, one too low
    /// ends the session unless the message says that it may be a repetition.
    mutating func inOrder(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) -> Bool {
        if sequence > expected {
            noteGap(sequence, now, &effects)
            return false
        }
        if sequence < expected {
            if !message.possDup {
                refuseTooLow(sequence, now, &effects)
            } else if let defect = possDupDefect(message) {
                reject(message, sequence, defect, now, &effects)
            }
            return false
        }
        return true
    }

    /// The message whose number is due.
    private mutating func apply(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        if let defect = defect(of: message, now) {
            reject(message, sequence, defect, now, &effects)
            if defect.reason == .sendingTimeAccuracy {
                refuse(defect.reason.text, now, &effects)
            }
            return
        }
        switch message.msgType {
        case MessageType.heartbeat:
            advance(to: sequence + 1, now, &effects)
        case MessageType.testRequest:
            advance(to: sequence + 1, now, &effects)
            let answer = FieldText.of((Tag.testReqID, message[Tag.testReqID] ?? ""))
            send(MessageType.heartbeat, answer, now, &effects)
        case MessageType.resendRequest:
            advance(to: sequence + 1, now, &effects)
            answerResendRequest(message, sequence, now, &effects)
        case MessageType.sequenceReset:
            fillGap(message, sequence, now, &effects)
        default:
            applyForApplication(message, sequence, now, &effects)
        }
    }

    private mutating func applyForApplication(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        guard MessageType.isDefined(message.msgType) else {
            let defect = Message.Defect(reason: .invalidMsgType, tag: Tag.msgType)
            reject(message, sequence, defect, now, &effects)
            return
        }
        if let supported = configuration.supportedTypes, message.msgType != MessageType.reject,
            !supported.contains(message.msgType)
        {
            advance(to: sequence + 1, now, &effects)
            let body = FieldText.of(
                (Tag.refSeqNum, String(sequence)), (Tag.text, "Unsupported message type"),
                (Tag.refMsgType, message.msgType), (Tag.businessRejectReason, "3"))
            send(
                MessageType.businessMessageReject, wayBack(of: message) + body, now, &effects)
            return
        }
        deliver(message, sequence, defect: nil, now, &effects)
    }

    private mutating func receiveLogout(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        // Answered whatever its number: what is missing is asked for after the next logon.
        if sequence < expected, !message.possDup {
            refuseTooLow(sequence, now, &effects)
            return
        }
        guard sequence >= expected else { return }
        if sequence == expected { advance(to: sequence + 1, now, &effects) }
        switch phase {
        case .logoutSent:
            end(.logoutDone, &effects)
        case .loggedOn:
            effects.append(.loggingOut(message[Tag.text] ?? "logout from the other side"))
            send(MessageType.logout, "", now, &effects)
            phase = .logoutAnswered
            phaseDeadline = now + configuration.limits.logoutWait
        default:
            break
        }
    }

    /// SequenceReset in reset mode: its own number does not count, only where it leads.
    private mutating func receiveReset(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        if let defect = message.defect ?? flagDefect(Tag.gapFillFlag, message) {
            reject(message, sequence, defect, now, &effects)
            return
        }
        guard let next = message.integer(Tag.newSeqNo) else {
            reject(message, sequence, missingOrMalformed(Tag.newSeqNo, message), now, &effects)
            return
        }
        if next > expected {
            effects.append(.note("numbers \(expected) to \(next - 1) were given up by reset"))
            advance(to: next, now, &effects)
        } else if next < expected {
            let defect = Message.Defect(reason: .valueIncorrect, tag: Tag.newSeqNo)
            reject(
                message, sequence, defect,
                text: "attempt to lower sequence number, invalid value NewSeqNo=\(next)",
                consume: false, now, &effects)
        }
    }

    /// SequenceReset with GapFillFlag: numbers up to the new one carry nothing for us.
    private mutating func fillGap(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        guard let next = message.integer(Tag.newSeqNo) else {
            reject(message, sequence, missingOrMalformed(Tag.newSeqNo, message), now, &effects)
            return
        }
        guard next > sequence else {
            let defect = Message.Defect(reason: .valueIncorrect, tag: Tag.newSeqNo)
            reject(
                message, sequence, defect,
                text: "attempt to lower sequence number, invalid value NewSeqNo=\(next)",
                consume: false, now, &effects)
            return
        }
        advance(to: next, now, &effects)
    }

    private mutating func answerResendRequest(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        for tag in [Tag.beginSeqNo, Tag.endSeqNo] where message.integer(tag) == nil {
            let defect = missingOrMalformed(tag, message)
            reject(message, sequence, defect, consume: false, now, &effects)
            return
        }
        let from = message.integer(Tag.beginSeqNo) ?? 0
        let through = message.integer(Tag.endSeqNo) ?? 0
        guard from >= 1, through == 0 || through >= from else {
            let tag = from >= 1 ? Tag.endSeqNo : Tag.beginSeqNo
            let defect = Message.Defect(reason: .valueIncorrect, tag: tag)
            reject(message, sequence, defect, consume: false, now, &effects)
            return
        }
        effects.append(.resend(from: from, through: through))
        lastSent = now
    }
}
