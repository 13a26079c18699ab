internal import FIX

/// Received messages as the JSON that `fix.receive` takes: `[{"sequence", "msg_type", "poss_dup",
/// "sending_time", "raw" (base64 of the frame), "fields": {"tag": "value"}}]`.
///
/// PostgreSQL's text knows no NUL and nothing but UTF-8, and what an exchange sends may be neither:
/// in `fields` such bytes become U+FFFD, while `raw` keeps them as they came.
enum MessageJSON {
    private static let hexDigits = Array("0123456789abcdef".utf8)
    private static let base64Digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// - Parameter withFields: without them the messages can only be kept.
    static func text(_ messages: [InboundMessage], withFields: Bool = true) -> String {
        var json: [UInt8] = []
        json.reserveCapacity(messages.reduce(0) { $0 + $1.raw.count * 4 })
        json.append(UInt8(ascii: "["))
        for (index, message) in messages.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            append(message, withFields: withFields, to: &json)
        }
        json.append(UInt8(ascii: "]"))
        return String(decoding: json, as: UTF8.self)
    }

    private static func append(
        _ message: InboundMessage, withFields: Bool, to json: inout [UInt8]
    ) {
        json += "{\"sequence\":\(message.sequence),\"msg_type\":".utf8
        append(string: message.msgType, to: &json)
        json += ",\"poss_dup\":\(message.possDup)".utf8
        if let time = message.message[Tag.sendingTime] {
            json += ",\"sending_time\":".utf8
            append(string: time, to: &json)
        }
        json += ",\"raw\":\"".utf8
        append(base64: message.raw, to: &json)
        guard withFields else {
            json += "\"}".utf8
            return
        }
        json += "\",\"fields\":{".utf8
        var seen: Set<Int> = []
        for field in message.message.allFields where seen.insert(field.tag).inserted {
            if seen.count > 1 { json.append(UInt8(ascii: ",")) }
            json += "\"\(field.tag)\":".utf8
            append(string: field.value, to: &json)
        }
        json += "}}".utf8
    }

    private static func append(string: String, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case 0:
                json += "\u{FFFD}".utf8
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                json.append(UInt8(ascii: "\\"))
                json.append(byte)
            case 1..<0x20:
                json += "\\u00".utf8
                json.append(hexDigits[Int(byte >> 4)])
                json.append(hexDigits[Int(byte & 15)])
            default:
                json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
    }

    private static func append(base64 bytes: [UInt8], to json: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let rest = bytes.count - index
            let first = UInt32(bytes[index]) << 16
            let second = rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0
            let group = first | second | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
            for place in 0..<4 {
                if place > rest {
                    json.append(UInt8(ascii: "="))
                } else {
                    json.append(base64Digits[Int(group >> UInt32(18 - 6 * place)) & 63])
                }
            }
            index += 3
        }
    }
}
