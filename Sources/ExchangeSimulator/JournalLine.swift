/// One line of the journal: a word, then `name=value` fields, all parted by tabs. In values a
/// backslash, a tab and a line feed are written `\\`, `\t`, `\n`; SOH stands as it is.
struct JournalLine {
    let kind: String
    private var fields: [(name: String, value: String)] = []

    init(_ kind: String) { self.kind = kind }

    /// Reads one line without its line feed; nil when a field has no `=`.
    init?(bytes: some Collection<UInt8>) {
        let parts = bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        kind = String(decoding: first, as: UTF8.self)
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            fields.append(
                (
                    String(decoding: part[..<equals], as: UTF8.self),
                    JournalLine.unescape(part[part.index(after: equals)...])
                ))
        }
    }

    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    mutating func set(_ name: String, _ value: String?) {
        if let value { fields.append((name, value)) }
    }

    mutating func set(_ name: String, _ value: Int64?) {
        if let value { fields.append((name, String(value))) }
    }

    func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: kind.utf8)
        for field in fields {
            bytes.append(UInt8(ascii: "\t"))
            bytes.append(contentsOf: field.name.utf8)
            bytes.append(UInt8(ascii: "="))
            for byte in field.value.utf8 {
                switch byte {
                case UInt8(ascii: "\\"): bytes.append(contentsOf: [byte, byte])
                case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
                case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
                default: bytes.append(byte)
                }
            }
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func unescape(_ bytes: some Collection<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var plain: [UInt8] = []
        var escaped = false
        for byte in bytes {
            if escaped {
                escaped = false
                switch byte {
                case UInt8(ascii: "t"): plain.append(UInt8(ascii: "\t"))
                case UInt8(ascii: "n"): plain.append(UInt8(ascii: "\n"))
                default: plain.append(byte)
                }
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
            } else {
                plain.append(byte)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
