/// Steps that several rules share.
extension Session {
    mutating func send(
        _ type: String, _ body: String, _ now: Int64, _ effects: inout [Effect]
    ) {
        lastSent = now
        effects.append(.send(type: type, body: body))
    }

    mutating func advance(to next: Int64, _ now: Int64, _ effects: inout [Effect]) {
        effects.append(.advance(to: next))
        moveExpected(to: next, now)
    }

    mutating func deliver(
        _ message: Message, _ sequence: Int64, defect: Message.Defect?, _ now: Int64,
        _ effects: inout [Effect]
    ) {
        effects.append(
            .deliver(
                InboundMessage(
                    sequence: sequence, possDup: message.possDup, message: message,
                    defect: defect)))
        moveExpected(to: sequence + 1, now)
    }

    /// Every message of the session that is not handed over is kept instead, before anything
    /// that answers it: `start` is where its effects begin. A repetition of what we have has no
    /// effects and is not kept; neither is a logon that an acceptor does not let in, because a
    /// stranger could fill the store with them.
    func keep(
        _ message: Message, _ sequence: Int64, from start: Int, _ effects: inout [Effect]
    ) {
        var place = start
        for effect in effects[start...] {
            if case .deliver = effect { return }
            if case .resetNumbers = effect { place += 1 }
        }
        guard sequence >= expected || effects.count > start || !message.possDup else { return }
        let kept = InboundMessage(
            sequence: sequence, possDup: message.possDup, message: message.withoutPasswords,
            isForApplication: false)
        effects.insert(.keep(kept), at: place)
    }

    private mutating func moveExpected(to next: Int64, _ now: Int64) {
        expected = next
        guard var open = gap else { return }
        open.progressAt = now
        gap = expected > open.through ? nil : open
    }

    mutating func reset(_ effects: inout [Effect]) {
        effects.append(.resetNumbers)
        expected = 1
        gap = nil
    }

    /// Numbers below this one are missing. One request a gap: what the other side sends while it
    /// answers would otherwise ask again and again. While saying goodbye nothing is asked; the
    /// next logon shows the gap again.
    mutating func noteGap(_ sequence: Int64, _ now: Int64, _ effects: inout [Effect]) {
        guard phase == .loggedOn else { return }
        if let open = gap {
            gap?.through = max(open.through, sequence)
            return
        }
        gap = Gap(through: sequence, requests: 1, progressAt: now)
        requestResend(now, &effects)
    }

    private mutating func requestResend(_ now: Int64, _ effects: inout [Effect]) {
        let body = FieldText.of((Tag.beginSeqNo, String(expected)), (Tag.endSeqNo, "0"))
        send(MessageType.resendRequest, body, now, &effects)
    }

    /// Answers with 35=3. The number counts as used, unless another than the one due was
    /// rejected or the rule says otherwise; an initiator's store still gets to see the message.
    mutating func reject(
        _ message: Message, _ sequence: Int64, _ defect: Message.Defect, text: String? = nil,
        consume: Bool = true, _ now: Int64, _ effects: inout [Effect]
    ) {
        if consume, sequence == expected {
            if configuration.keepsRejected, !MessageType.isSession(message.msgType) {
                deliver(message, sequence, defect: defect, now, &effects)
            } else {
                advance(to: sequence + 1, now, &effects)
            }
        }
        // A reject is not rejected: two sides could go on doing so for ever.
        guard message.msgType != MessageType.reject else { return }
        let body = FieldText.of(
            (Tag.refSeqNum, String(sequence)), (Tag.text, text ?? defect.reason.text),
            (Tag.refTagID, defect.tag.map(String.init) ?? ""),
            (Tag.refMsgType, message.msgType),
            (Tag.sessionRejectReason, String(defect.reason.rawValue)))
        send(MessageType.reject, wayBack(of: message) + body, now, &effects)
    }

    /// For whom a refused message was routed hears of the refusal: the routing fields of its
    /// header with the directions exchanged. Bodies follow the header, so they may begin so.
    func wayBack(of message: Message) -> String {
        guard message.has(Tag.onBehalfOfCompID) || message.has(Tag.deliverToCompID) else {
            return ""
        }
        return FieldText.of(
            (Tag.onBehalfOfCompID, message[Tag.deliverToCompID] ?? ""),
            (Tag.onBehalfOfSubID, message[Tag.deliverToSubID] ?? ""),
            (Tag.deliverToCompID, message[Tag.onBehalfOfCompID] ?? ""),
            (Tag.deliverToSubID, message[Tag.onBehalfOfSubID] ?? ""))
    }

    mutating func refuseTooLow(_ sequence: Int64, _ now: Int64, _ effects: inout [Effect]) {
        refuse(
            "MsgSeqNum too low, expecting \(expected) but received \(sequence)", now, &effects)
    }

    /// Says why and hangs up.
    mutating func refuse(_ text: String, _ now: Int64, _ effects: inout [Effect]) {
        if phase == .loggedOn || phase == .logonSent || phase == .awaitingLogon {
            effects.append(.loggingOut(text))
            send(MessageType.logout, FieldText.of((Tag.text, text)), now, &effects)
        }
        end(.violation(text), &effects)
    }

    /// A message that is not for us or not from the one we talk to. Before a logon nothing is
    /// answered: a stranger learns nothing. Its number is not used up, so that a message that
    /// was merely addressed wrongly is asked for again after the next logon.
    mutating func refuseCompIDs(
        _ message: Message, _ now: Int64, _ effects: inout [Effect]
    ) {
        let senderIsWrong = message[Tag.senderCompID] != configuration.targetCompID
        let tag = senderIsWrong ? Tag.senderCompID : Tag.targetCompID
        guard phase != .awaitingLogon, phase != .logonSent else {
            end(.violation("\(RejectReason.compIDProblem.text), tag \(tag)"), &effects)
            return
        }
        if let sequence = message.sequence {
            let defect = Message.Defect(reason: .compIDProblem, tag: tag)
            reject(message, sequence, defect, consume: false, now, &effects)
        }
        refuse(RejectReason.compIDProblem.text, now, &effects)
    }

    mutating func end(_ reason: DisconnectReason, _ effects: inout [Effect]) {
        phase = .disconnected
        gap = nil
        effects.append(.disconnect(reason))
    }

    /// Heartbeats, test requests, silence, and a gap that does not close.
    mutating func tickLoggedOn(_ now: Int64, _ effects: inout [Effect]) {
        if heartbeat > 0 {
            let silence = now - lastReceived
            if silence >= heartbeat * configuration.limits.silenceTenths / 10 {
                end(.silence, &effects)
                return
            }
            if silence >= heartbeat * configuration.limits.testRequestTenths / 10,
                !testRequestSent
            {
                testRequestSent = true
                let name = UTCTimestamp(microseconds: now).text(.milliseconds)
                send(
                    MessageType.testRequest, FieldText.of((Tag.testReqID, name)), now, &effects)
            } else if now - lastSent >= heartbeat {
                send(MessageType.heartbeat, "", now, &effects)
            }
        }
        tickGap(now, &effects)
    }

    private mutating func tickGap(_ now: Int64, _ effects: inout [Effect]) {
        guard let open = gap, now - open.progressAt >= configuration.limits.gapPatience else {
            return
        }
        guard open.requests < configuration.limits.gapRequests else {
            end(.gapUnfilled, &effects)
            return
        }
        gap?.requests += 1
        gap?.progressAt = now
        requestResend(now, &effects)
    }
}
