/// Values of MsgType (35) that irra reads or writes, and which of them belong to the session.
public enum MessageType {
    public static let heartbeat = "0"
    public static let testRequest = "1"
    public static let resendRequest = "2"
    public static let reject = "3"
    public static let sequenceReset = "4"
    public static let logout = "5"
    public static let logon = "A"

    public static let executionReport = "8"
    public static let orderCancelReject = "9"
    public static let newOrderSingle = "D"
    public static let orderCancelRequest = "F"
    public static let orderCancelReplaceRequest = "G"
    public static let orderStatusRequest = "H"
    public static let businessMessageReject = "j"
    public static let orderMassCancelRequest = "q"
    public static let orderMassCancelReport = "r"
    public static let orderMassStatusRequest = "AF"

    /// Whether the message is one of the seven that keep the session itself going. They are
    /// never resent: a gap fill stands for them.
    public static func isSession(_ type: String) -> Bool {
        switch type {
        case heartbeat, testRequest, resendRequest, reject, sequenceReset, logout, logon: true
        default: false
        }
    }

    /// Whether FIX 4.4 defines the type: one character of the standard, or `AA` to `BH`.
    /// A `U` at the start marks types that two parties agreed on between themselves.
    public static func isDefined(_ type: String) -> Bool {
        let bytes = Array(type.utf8)
        switch bytes.count {
        case 1:
            return digits.contains(bytes[0]) || upper.contains(bytes[0]) || lower.contains(bytes[0])
        case 2...maximumLength where bytes[0] == UInt8(ascii: "U"):
            return true
        case 2:
            return (bytes[0] == UInt8(ascii: "A") && upper.contains(bytes[1]))
                || (bytes[0] == UInt8(ascii: "B") && firstB.contains(bytes[1]))
        default:
            return false
        }
    }

    private static let maximumLength = 8
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    private static let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
    private static let lower = UInt8(ascii: "a")...UInt8(ascii: "z")
    private static let firstB = UInt8(ascii: "A")...UInt8(ascii: "H")
}
