import HTTPTypes

/// The number a request goes by in the answer, the log and the audit.
enum RequestIdentifier {
    static let header = HTTPField.Name("X-Request-Id")!
    static let maximumLength = 64

    private static let traceParent = HTTPField.Name("traceparent")!

    /// The caller's own number when it is harmless to repeat, else the trace that the request is
    /// part of (W3C Trace Context), else a new one; the last two are 32 hexadecimal digits.
    static func make(from headers: HTTPFields) -> String {
        if let given = headers[header], isHarmless(given) { return given }
        if let trace = headers[traceParent].flatMap(trace(of:)) { return trace }
        let bytes = RandomBytes.make(count: 16)
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// `00-<trace, 32 digits>-<parent, 16>-<flags, 2>`; a later version may add parts. Nothing for
    /// what the standard calls invalid.
    private static func trace(of text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, zip(parts, [2, 32, 16, 2]).allSatisfy({ isDigits($0, count: $1) }),
            parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
        else { return nil }
        return String(parts[1])
    }

    private static func isDigits(_ text: Substring, count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
    }

    private static func isHarmless(_ text: String) -> Bool {
        (1...maximumLength).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
