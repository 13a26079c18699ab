import HTTPTypes

/// The number a request goes by in the answer, the log and the audit.
enum RequestIdentifier {
    static let header = HTTPField.Name("X-Request-Id")!
    static let maximumLength = 64

    /// The caller's own number when it is harmless to repeat, else a new one of 32 hexadecimal
    /// digits.
    static func make(from headers: HTTPFields) -> String {
        if let given = headers[header], isHarmless(given) { return given }
        let bytes = RandomBytes.make(count: 16)
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
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
