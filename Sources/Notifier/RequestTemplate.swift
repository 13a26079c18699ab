/// Fills {{names}} in; what a value holds is escaped for where it stands and begins nothing.
struct RequestTemplate: Sendable {
    enum Escaping: Sendable {
        /// Inside a JSON string.
        case json
        /// In a URL or a form.
        case percent
        /// In a header: one line.
        case header
    }

    private enum Part: Sendable {
        case literal(String)
        case name(String)
    }

    private let parts: [Part]

    init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "{{"),
            let end = rest[start.upperBound...].firstRange(of: "}}")
        {
            parts.append(.literal(String(rest[..<start.lowerBound])))
            parts.append(.name(String(rest[start.upperBound..<end.lowerBound])))
            rest = rest[end.upperBound...]
        }
        parts.append(.literal(String(rest)))
        self.parts = parts
    }

    /// Names that are not known, which the provider's row should not have.
    func unknownNames(known: Set<String>) -> [String] {
        parts.compactMap { part in
            if case .name(let name) = part, !known.contains(name) { name } else { nil }
        }
    }

    func fill(_ values: [String: String], for escaping: Escaping) -> String {
        parts.map { part in
            switch part {
            case .literal(let text): text
            case .name(let name): Self.escape(values[name] ?? "", for: escaping)
            }
        }.joined()
    }

    static func escape(_ value: String, for escaping: Escaping) -> String {
        let digits = Array("0123456789ABCDEF")
        switch escaping {
        case .percent:
            return value.utf8.map { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                    String(UnicodeScalar(byte))
                default: "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
                }
            }.joined()
        case .json:
            return value.unicodeScalars.map { scalar in
                switch scalar {
                case "\"": "\\\""
                case "\\": "\\\\"
                case "\n": "\\n"
                case _ where scalar.value < 0x20:
                    "\\u00"
                        + String([digits[Int(scalar.value >> 4)], digits[Int(scalar.value & 15)]])
                default: String(scalar)
                }
            }.joined()
        case .header: return MailDocument.singleLine(value)
        }
    }
}
