import Mustache

/// Text from outside as it may stand in a page, between tags and in an attribute's quotes.
///
/// By the byte: the library's own escaping looks at what a reader takes for one character, and
/// leaves an angle bracket or a quote as it is where Unicode joins it to its neighbour (a number
/// sign before it, an accent behind it). Control characters, and those that turn the direction of
/// what follows, would make a figure be read as another one: they are shown as U+FFFD.
struct PageText: MustacheContentType {
    private static let name = "PAGE"
    private static let replacement = "\u{FFFD}"
    private static let escapes: [UInt8: String] = [
        UInt8(ascii: "<"): "&lt;", UInt8(ascii: ">"): "&gt;", UInt8(ascii: "&"): "&amp;",
        UInt8(ascii: "\""): "&quot;", UInt8(ascii: "'"): "&#39;",
    ]

    /// A template whose values are written by this, and no partial's otherwise: each names it.
    static func template(_ text: String) throws -> MustacheTemplate {
        MustacheContentTypes.register(PageText(), named: name)
        return try MustacheTemplate(string: "{{% CONTENT_TYPE: \(name)}}\n" + text)
    }

    func escapeText(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.contains(where: Self.isOfInterest) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            var escaped: [UInt8] = []
            escaped.reserveCapacity(bytes.count * 2)
            var place = 0
            while place < bytes.count {
                if let escape = Self.escapes[bytes[place]] {
                    escaped.append(contentsOf: escape.utf8)
                    place += 1
                    continue
                }
                let length = Self.unseen(bytes[place...])
                if length > 0 {
                    escaped.append(contentsOf: Self.replacement.utf8)
                    place += length
                } else {
                    escaped.append(bytes[place])
                    place += 1
                }
            }
            return String(decoding: escaped, as: UTF8.self)
        }
    }

    private static func isOfInterest(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || escapes[byte] != nil
    }

    /// How many bytes a control character at the begin takes; 0 where none stands there.
    private static func unseen(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        func byte(_ distance: Int) -> UInt8 {
            distance < bytes.count ? bytes[bytes.startIndex + distance] : 0
        }
        switch (byte(0), byte(1), byte(2)) {
        case (0x09, _, _), (0x0A, _, _), (0x0D, _, _): return 0
        case (..<0x20, _, _), (0x7F, _, _): return 1
        case (0xC2, 0x80...0x9F, _): return 2
        // U+202A to U+202E, U+2066 to U+2069: embeddings, overrides and isolates of direction.
        case (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA6...0xA9): return 3
        default: return 0
        }
    }
}
