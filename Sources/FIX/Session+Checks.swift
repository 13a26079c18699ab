/// What makes a message malformed at the level of the session.
extension Session {
    func compIDsMatch(_ message: Message) -> Bool {
        message[Tag.senderCompID] == configuration.targetCompID
            && message[Tag.targetCompID] == configuration.senderCompID
    }

    /// The first thing wrong with a message whose number is due; nil when it is sound.
    func defect(of message: Message, _ now: Int64) -> Message.Defect? {
        if let defect = message.defect { return defect }
        if let defect = flagDefect(Tag.possDupFlag, message) { return defect }
        if message.msgType == MessageType.sequenceReset,
            let defect = flagDefect(Tag.gapFillFlag, message)
        {
            return defect
        }
        guard let sendingTime = message.sendingTime else {
            return missingOrMalformed(Tag.sendingTime, message)
        }
        if !isAccurate(sendingTime, now) {
            return Message.Defect(reason: .sendingTimeAccuracy, tag: Tag.sendingTime)
        }
        if message.possDup, let defect = possDupDefect(message) { return defect }
        return requiredFieldDefect(message)
    }

    /// A repetition must carry the time it was first sent (122), which is no later than its own.
    /// Gap fills are excused: many engines leave 122 out of them, and nothing depends on it.
    func possDupDefect(_ message: Message) -> Message.Defect? {
        guard message.msgType != MessageType.sequenceReset else { return nil }
        guard let original = message.timestamp(Tag.origSendingTime) else {
            return missingOrMalformed(Tag.origSendingTime, message)
        }
        guard let sendingTime = message.sendingTime else {
            return missingOrMalformed(Tag.sendingTime, message)
        }
        guard original <= sendingTime else {
            return Message.Defect(reason: .sendingTimeAccuracy, tag: Tag.origSendingTime)
        }
        return nil
    }

    func isAccurate(_ sendingTime: UTCTimestamp, _ now: Int64) -> Bool {
        let difference = (now - sendingTime.microseconds).magnitude
        return difference <= UInt64(configuration.limits.sendingTimeTolerance)
    }

    func missingOrMalformed(_ tag: Int, _ message: Message) -> Message.Defect {
        Message.Defect(
            reason: message.has(tag) ? .incorrectDataFormat : .requiredTagMissing, tag: tag)
    }

    /// A flag that is there says yes or no; anything else could be taken for either.
    func flagDefect(_ tag: Int, _ message: Message) -> Message.Defect? {
        guard let value = message[tag], value != "Y", value != "N" else { return nil }
        return Message.Defect(reason: .incorrectDataFormat, tag: tag)
    }

    /// Fields without which a session message cannot be carried out. Those of application
    /// messages are the application's business.
    private func requiredFieldDefect(_ message: Message) -> Message.Defect? {
        let required: [Int] =
            switch message.msgType {
            case MessageType.testRequest: [Tag.testReqID]
            case MessageType.resendRequest: [Tag.beginSeqNo, Tag.endSeqNo]
            case MessageType.sequenceReset: [Tag.newSeqNo]
            case MessageType.reject: [Tag.refSeqNum]
            default: []
            }
        for tag in required where !message.has(tag) {
            return Message.Defect(reason: .requiredTagMissing, tag: tag)
        }
        return nil
    }
}
