import DeskDatabase
import Glibc

/// A message as it is delivered: an RFC 5322 mail, or plain text for an SMS.
///
/// Depends on the message only, so a repeated delivery is byte for byte the same.
struct MessageDocument: Sendable, Hashable {
    let fileName: String
    let text: String

    private static let sender = "desk@irra.invalid"

    init(_ message: NotifyFunctions.Message) {
        let isMail = message.channel == "email"
        fileName = "\(message.outboxID)-\(message.channel).\(isMail ? "eml" : "txt")"
        text = isMail ? Self.mail(message) : Self.shortMessage(message)
    }

    private static func mail(_ message: NotifyFunctions.Message) -> String {
        let lines = [
            "From: \(sender)",
            "To: \(singleLine(message.recipient))",
            "Subject: \(encodedWord(singleLine(message.subject)))",
            "Date: \(date(message.createdAt))",
            "Message-ID: <\(message.outboxID)@irra.invalid>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit",
            "",
        ]
        let body = message.body.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.last == "\r" ? String($0.dropLast()) : String($0) }
        return (lines + body).joined(separator: "\r\n") + "\r\n"
    }

    private static func shortMessage(_ message: NotifyFunctions.Message) -> String {
        "To: \(singleLine(message.recipient))\n\n\(message.body)\n"
    }

    /// Nothing in a header can begin another one.
    private static func singleLine(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    /// RFC 2047, for subjects that are not plain ASCII: words of at most 45 bytes of UTF-8.
    private static func encodedWord(_ value: String) -> String {
        if value.utf8.allSatisfy({ $0 < 0x7F }) { return value }
        let wordLimit = 45
        var words: [[UInt8]] = [[]]
        for character in value.unicodeScalars {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > wordLimit { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(base64($0))?=" }.joined(separator: "\r\n ")
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let padded = Array(group) + Array(repeating: 0, count: 3 - group.count)
            let bits = padded.reduce(0) { $0 << 8 | Int($1) }
            for place in 0..<4 {
                text.append(
                    place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }

    /// In UTC, as RFC 5322 writes it.
    private static func date(_ microseconds: Int64) -> String {
        var seconds = time_t(microseconds / 1_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map {
            $0 < 10 ? "0\($0)" : "\($0)"
        }.joined(separator: ":")
        return "\(days[Int(parts.tm_wday)]), \(parts.tm_mday) \(months[Int(parts.tm_mon)])"
            + " \(parts.tm_year + 1900) \(time) +0000"
    }
}
