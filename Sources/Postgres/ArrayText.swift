/// PostgreSQL's text form of one-dimensional arrays: `{a,"b \"c\"",NULL}`.
enum ArrayText {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let comma = UInt8(ascii: ",")
    private static let open = UInt8(ascii: "{")
    private static let close = UInt8(ascii: "}")

    /// Every element is quoted, so none needs to be looked at for commas, braces or `NULL`.
    static func literal(_ elements: [String?]) -> String {
        var text = [open]
        for (position, element) in elements.enumerated() {
            if position > 0 { text.append(comma) }
            guard let element else {
                text.append(contentsOf: "NULL".utf8)
                continue
            }
            text.append(quote)
            for character in element.utf8 {
                if character == quote || character == backslash { text.append(backslash) }
                text.append(character)
            }
            text.append(quote)
        }
        text.append(close)
        return String(decoding: text, as: UTF8.self)
    }

    static func literal(_ elements: [Int64]) -> String {
        "{" + elements.map(String.init).joined(separator: ",") + "}"
    }

    /// `bytea[]`: the backslash of the hex form has to be escaped inside the quotes.
    static func literal(_ elements: [[UInt8]]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text = [open]
        for (position, element) in elements.enumerated() {
            if position > 0 { text.append(comma) }
            text.append(contentsOf: "\"\\\\x".utf8)
            for byte in element {
                text.append(digits[Int(byte >> 4)])
                text.append(digits[Int(byte & 15)])
            }
            text.append(quote)
        }
        text.append(close)
        return String(decoding: text, as: UTF8.self)
    }

    /// The elements of a literal; nil if it is malformed or has more than one dimension.
    static func elements(_ text: UnsafeBufferPointer<UInt8>) -> [String?]? {
        guard text.count >= 2, text.first == open, text.last == close else { return nil }
        let end = text.count - 1
        var elements: [String?] = []
        var position = 1
        while position < end {
            var element: [UInt8] = []
            let isQuoted = text[position] == quote
            if isQuoted {
                position += 1
                while position < end, text[position] != quote {
                    if text[position] == backslash { position += 1 }
                    element.append(text[position])
                    position += 1
                }
                guard position < end else { return nil }
                position += 1
            } else {
                while position < end, text[position] != comma {
                    if text[position] == open || text[position] == quote { return nil }
                    element.append(text[position])
                    position += 1
                }
            }
            let value = String(decoding: element, as: UTF8.self)
            elements.append(!isQuoted && value == "NULL" ? nil : value)
            guard position < end else { break }
            guard text[position] == comma, position + 1 < end else { return nil }
            position += 1
        }
        return elements
    }
}
