/// The first message each way, and the checks that only a logon needs.
extension Session {
    /// Anything before the logon is complete.
    mutating func receiveFirst(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        switch (message.msgType, phase) {
        case (MessageType.logon, _):
            receiveLogon(message, sequence, now, &effects)
        case (MessageType.logout, .logonSent):
            // A refusal. Its number counts where it is the one expected, or the next logon
            // would ask for a goodbye to be repeated.
            if sequence == expected { advance(to: sequence + 1, now, &effects) }
            end(.refused(message[Tag.text] ?? "no reason given"), &effects)
        default:
            end(.violation("first message is no logon but 35=\(message.msgType)"), &effects)
        }
    }

    private mutating func receiveLogon(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        if let problem = logonProblem(message, sequence, now) {
            refuse(problem, now, &effects)
            return
        }
        let asked = phase == .logonSent && configuration.resetOnLogon
        let isReset = message.flag(Tag.resetSeqNumFlag)
        if isReset, !asked { reset(&effects) }
        guard sequence >= expected else {
            refuseTooLow(sequence, now, &effects)
            return
        }
        let seconds = message.integer(Tag.heartBtInt) ?? 0
        heartbeat = seconds * SessionLimits.second
        if sequence == expected { advance(to: sequence + 1, now, &effects) }
        if phase == .awaitingLogon {
            let body = logonBody(heartbeatSeconds: seconds, reset: isReset)
            send(MessageType.logon, body, now, &effects)
        }
        phase = .loggedOn
        effects.append(.loggedOn)
        if sequence >= expected { noteGap(sequence, now, &effects) }
    }

    /// A logon while logged on: with 141=Y both sides start again at 1 without hanging up,
    /// otherwise it means nothing.
    mutating func receiveLogonInSession(
        _ message: Message, _ sequence: Int64, _ now: Int64, _ effects: inout [Effect]
    ) {
        guard phase == .loggedOn, message.flag(Tag.resetSeqNumFlag) else {
            guard inOrder(message, sequence, now, &effects) else { return }
            reject(
                message, sequence, Message.Defect(reason: .other, tag: nil),
                text: "already logged on", now, &effects)
            return
        }
        if let problem = logonProblem(message, sequence, now) {
            refuse(problem, now, &effects)
            return
        }
        reset(&effects)
        let seconds = message.integer(Tag.heartBtInt) ?? 0
        heartbeat = seconds * SessionLimits.second
        advance(to: 2, now, &effects)
        send(MessageType.logon, logonBody(heartbeatSeconds: seconds, reset: true), now, &effects)
    }

    /// Why the logon cannot be accepted, in words for the other side; nil when it can.
    private func logonProblem(_ message: Message, _ sequence: Int64, _ now: Int64) -> String? {
        if let defect = message.defect { return defect.description }
        guard let encryption = message[Tag.encryptMethod] else { return "EncryptMethod missing" }
        guard encryption == "0" else { return "EncryptMethod must be 0" }
        guard message.has(Tag.heartBtInt) else { return "HeartBtInt missing" }
        guard let seconds = message.integer(Tag.heartBtInt),
            (0...configuration.limits.maximumHeartbeatSeconds).contains(seconds)
        else { return "HeartBtInt out of range" }
        guard flagDefect(Tag.resetSeqNumFlag, message) == nil else {
            return "ResetSeqNumFlag must be Y or N"
        }
        guard let sendingTime = message.sendingTime else { return "SendingTime missing or invalid" }
        guard isAccurate(sendingTime, now) else { return RejectReason.sendingTimeAccuracy.text }
        if message.flag(Tag.resetSeqNumFlag) {
            guard sequence == 1 else { return "MsgSeqNum must be 1 with ResetSeqNumFlag" }
            // Our logon already has a number that the other side says it forgot.
            if phase == .logonSent, !configuration.resetOnLogon {
                return "ResetSeqNumFlag was not asked for"
            }
        }
        if configuration.role == .acceptor {
            guard configuration.username == nil || configuration.username == message[Tag.username],
                configuration.password == nil || configuration.password == message[Tag.password]
            else { return "not authorised" }
        }
        return nil
    }

    func logonBody(heartbeatSeconds: Int64, reset: Bool) -> String {
        var body = FieldText()
        body.add(Tag.encryptMethod, "0")
        body.add(Tag.heartBtInt, heartbeatSeconds)
        if reset { body.add(Tag.resetSeqNumFlag, "Y") }
        return body.text
    }

    /// What the writer of an initiator's logon adds to its body, and no store ever sees.
    public var logonCredentials: String {
        guard configuration.role == .initiator else { return "" }
        var body = FieldText()
        body.add(Tag.username, configuration.username ?? "")
        body.add(Tag.password, configuration.password ?? "")
        return body.text
    }
}
