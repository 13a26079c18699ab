/// One FIX message: its bytes as received and where each field's value lies in them. Fields keep
/// their order and may repeat; accessors answer the first one.
public struct Message: Sendable, Equatable {
    struct FieldRange: Sendable, Equatable {
        let tag: Int
        let start: Int
        let end: Int
    }

    /// A field that breaks the rules of the format. The rest of the message is still readable.
    public struct Defect: Sendable, Equatable, CustomStringConvertible {
        /// SessionRejectReason (373).
        public let reason: RejectReason
        /// RefTagID (371), where a tag can be named.
        public let tag: Int?

        public init(reason: RejectReason, tag: Int?) {
            self.reason = reason
            self.tag = tag
        }

        public var description: String {
            tag.map { "\(reason.text), tag \($0)" } ?? reason.text
        }
    }

    /// The whole frame, from `8=` to the end of the checksum.
    public let bytes: [UInt8]
    public let msgType: String
    /// The first format error among the fields, if any.
    public let defect: Defect?
    let fields: [FieldRange]

    init(bytes: [UInt8], fields: [FieldRange], defect: Defect?) {
        self.bytes = bytes
        self.fields = fields
        self.defect = defect
        self.msgType =
            fields.first { $0.tag == Tag.msgType }
            .map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) } ?? ""
    }

    /// The first value of the tag as text; nil when there is none.
    public subscript(_ tag: Int) -> String? {
        value(tag).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The first value of the tag as it came.
    public func value(_ tag: Int) -> ArraySlice<UInt8>? {
        guard let field = fields.first(where: { $0.tag == tag }) else { return nil }
        return bytes[field.start..<field.end]
    }

    public func has(_ tag: Int) -> Bool {
        fields.contains { $0.tag == tag }
    }

    /// Nil when the tag is absent or its value is no whole number of 64 bits.
    public func integer(_ tag: Int) -> Int64? {
        guard let value = value(tag), let first = value.first,
            first != UInt8(ascii: "+")
        else { return nil }
        return Int64(String(decoding: value, as: UTF8.self))
    }

    /// Nil when the tag is absent or its value is no decimal number.
    public func decimal(_ tag: Int) -> ExactDecimal? {
        value(tag).flatMap { ExactDecimal($0) }
    }

    /// Nil when the tag is absent or its value is no UTC time.
    public func timestamp(_ tag: Int) -> UTCTimestamp? {
        value(tag).flatMap { UTCTimestamp($0) }
    }

    /// Whether the tag's value is `Y`.
    public func flag(_ tag: Int) -> Bool {
        guard let value = value(tag) else { return false }
        return value.count == 1 && value.first == UInt8(ascii: "Y")
    }

    /// MsgSeqNum (34); nil when absent, no number, or below one.
    public var sequence: Int64? {
        integer(Tag.msgSeqNum).flatMap { $0 >= 1 ? $0 : nil }
    }

    /// PossDupFlag (43): perhaps sent before under the same number.
    public var possDup: Bool { flag(Tag.possDupFlag) }

    public var sendingTime: UTCTimestamp? { timestamp(Tag.sendingTime) }

    /// Every field in the order received.
    public var allFields: [(tag: Int, value: String)] {
        fields.map { ($0.tag, String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)) }
    }

    /// The fields between the standard header and the trailer, as `tag=value` each ended by SOH:
    /// the same form in which stores keep what was sent.
    public var body: String {
        var text: [UInt8] = []
        for field in fields where !Self.isHeaderOrTrailer(field.tag) {
            text.append(contentsOf: String(field.tag).utf8)
            text.append(UInt8(ascii: "="))
            text.append(contentsOf: bytes[field.start..<field.end])
            text.append(fieldEnd)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The same message with asterisks for passwords (554, 925): what may be kept of a logon.
    var withoutPasswords: Message {
        guard has(Tag.password) || has(Tag.newPassword) else { return self }
        var bytes = bytes
        for field in fields where field.tag == Tag.password || field.tag == Tag.newPassword {
            for index in field.start..<field.end { bytes[index] = UInt8(ascii: "*") }
        }
        return Message(bytes: bytes, fields: fields, defect: defect)
    }

    static func isHeaderOrTrailer(_ tag: Int) -> Bool {
        isHeader(tag) || isTrailer(tag)
    }

    static func isTrailer(_ tag: Int) -> Bool {
        tag == Tag.checkSum || tag == Tag.signature || tag == Tag.signatureLength
    }

    static func isHeader(_ tag: Int) -> Bool {
        switch tag {
        case Tag.beginString, Tag.bodyLength, Tag.msgType, Tag.senderCompID, Tag.targetCompID,
            Tag.msgSeqNum, Tag.sendingTime, Tag.possDupFlag, Tag.possResend, Tag.origSendingTime,
            Tag.senderSubID, Tag.targetSubID, Tag.onBehalfOfCompID, Tag.deliverToCompID,
            Tag.onBehalfOfSubID, Tag.deliverToSubID, Tag.senderLocationID,
            Tag.targetLocationID, Tag.messageEncoding, Tag.lastMsgSeqNumProcessed:
            true
        default: false
        }
    }
}
