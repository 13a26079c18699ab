import DeskDatabase
import Glibc

/// A mail as it is delivered (RFC 5322, MIME): text, and HTML beside it where there is some.
///
/// Depends on the message and its sender only, so a repeated delivery is byte for byte the same,
/// Message-ID included: whoever gets it twice can tell.
struct MailDocument: Sendable, Hashable {
    let text: String

    static let anonymousSender = "desk@irra.invalid"
    private static let encodedWordLimit = 45
    private static let lineLimit = 76

    /// - Parameter sender: an address, or a name and an address in angle brackets.
    init(_ message: NotifyFunctions.Message, sender: String = anonymousSender) {
        var lines = [
            "From: \(Self.singleLine(sender))",
            "To: \(Self.singleLine(message.recipient))",
            "Subject: \(Self.encodedWord(Self.singleLine(message.subject)))",
            "Date: \(Self.date(message.createdAt))",
            "Message-ID: <\(message.messageID).\(message.createdAt)@irra.invalid>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
        ]
        if let html = message.html {
            // A line of the parts begins with = only where it is an escape, so never like this.
            let boundary = "=_\(message.messageID)"
            lines += ["Content-Type: multipart/alternative; boundary=\"\(boundary)\"", ""]
            lines += ["--\(boundary)"] + Self.part("plain", message.body)
            lines += ["--\(boundary)"] + Self.part("html", html)
            lines += ["--\(boundary)--"]
        } else {
            lines += Self.part("plain", message.body)
        }
        text = lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func part(_ subtype: String, _ text: String) -> [String] {
        [
            "Content-Type: text/\(subtype); charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable", "",
        ] + quotedPrintable(text)
    }

    /// RFC 2045: lines of at most 76 characters of ASCII; readable where the text is.
    static func quotedPrintable(_ text: String) -> [String] {
        let digits = Array("0123456789ABCDEF")
        return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            var bytes = Array(line.utf8)
            if bytes.last == 0x0D { bytes.removeLast() }
            var lines = [""]
            for (place, byte) in bytes.enumerated() {
                let isLast = place == bytes.count - 1
                let isPlain =
                    byte >= 0x21 && byte <= 0x7E && byte != 0x3D
                    || (byte == 0x20 || byte == 0x09) && !isLast
                let word =
                    isPlain
                    ? String(UnicodeScalar(byte))
                    : "=" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
                if lines[lines.count - 1].utf8.count + word.utf8.count >= lineLimit {
                    lines[lines.count - 1] += "="
                    lines.append("")
                }
                lines[lines.count - 1] += word
            }
            return lines
        }
    }

    /// Nothing in a header can begin another one.
    static func singleLine(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    /// RFC 2047, for subjects that are not plain ASCII: words of at most 45 bytes of UTF-8.
    private static func encodedWord(_ value: String) -> String {
        if value.utf8.allSatisfy({ $0 < 0x7F }) { return value }
        var words: [[UInt8]] = [[]]
        for character in value.unicodeScalars {
            let bytes = Array(String(character).utf8)
            if words[words.count - 1].count + bytes.count > encodedWordLimit { words.append([]) }
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
