/// SessionRejectReason (373) of FIX 4.4: why a message was refused as malformed.
public enum RejectReason: Int, Sendable {
    case invalidTagNumber = 0
    case requiredTagMissing = 1
    case tagNotDefinedForMessage = 2
    case undefinedTag = 3
    case tagWithoutValue = 4
    case valueIncorrect = 5
    case incorrectDataFormat = 6
    case compIDProblem = 9
    case sendingTimeAccuracy = 10
    case invalidMsgType = 11
    case tagAppearsTwice = 13
    case tagOutOfOrder = 14
    case other = 99

    /// The standard's words, for Text (58) and the log.
    public var text: String {
        switch self {
        case .invalidTagNumber: "Invalid tag number"
        case .requiredTagMissing: "Required tag missing"
        case .tagNotDefinedForMessage: "Tag not defined for this message type"
        case .undefinedTag: "Undefined tag"
        case .tagWithoutValue: "Tag specified without a value"
        case .valueIncorrect: "Value is incorrect (out of range) for this tag"
        case .incorrectDataFormat: "Incorrect data format for value"
        case .compIDProblem: "CompID problem"
        case .sendingTimeAccuracy: "SendingTime accuracy problem"
        case .invalidMsgType: "Invalid MsgType"
        case .tagAppearsTwice: "Tag appears more than once"
        case .tagOutOfOrder: "Tag specified out of required order"
        case .other: "Other"
        }
    }
}
