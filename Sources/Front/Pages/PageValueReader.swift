/// Reads JSON that PostgreSQL wrote: one pass over the bytes, numbers kept as they stand.
///
/// A page of 2,000 positions has some forty thousand values, which Foundation's decoder would take
/// longer over than the database.
struct PageValueReader {
    /// Not JSON, which the database never writes.
    struct Malformed: Error {}

    private static let maximumDepth = 64

    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The value of JSON text in UTF-8.
    static func value(of json: [UInt8]) throws(Malformed) -> PageValue {
        var reader = PageValueReader(json)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.place == json.count else { throw Malformed() }
        return value
    }

    private mutating func value() throws(Malformed) -> PageValue {
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"): return try members()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func members() throws(Malformed) -> PageValue {
        var members: [String: PageValue] = [:]
        try enter()
        while try !isOver(UInt8(ascii: "}"), first: members.isEmpty) {
            skipSpace()
            let name = try string()
            skipSpace()
            try take(UInt8(ascii: ":"))
            members[name] = try value()
        }
        return .members(members)
    }

    private mutating func list() throws(Malformed) -> PageValue {
        var elements: [PageValue] = []
        try enter()
        while try !isOver(UInt8(ascii: "]"), first: elements.isEmpty) {
            elements.append(try value())
        }
        return .list(elements)
    }

    private mutating func enter() throws(Malformed) {
        place += 1
        depth += 1
        guard depth <= Self.maximumDepth else { throw Malformed() }
    }

    /// Whether the list or object ends here; else takes the comma between two elements.
    private mutating func isOver(_ end: UInt8, first: Bool) throws(Malformed) -> Bool {
        skipSpace()
        if try peek() == end {
            place += 1
            depth -= 1
            return true
        }
        if !first { try take(UInt8(ascii: ",")) }
        return false
    }

    private mutating func number() throws(Malformed) -> PageValue {
        let begin = place
        while place < bytes.count, Self.isOfNumber(bytes[place]) { place += 1 }
        guard place > begin else { throw Malformed() }
        return .number(String(decoding: bytes[begin..<place], as: UTF8.self))
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func word(
        _ word: StaticString, _ value: PageValue
    ) throws(Malformed) -> PageValue {
        for index in 0..<word.utf8CodeUnitCount { try take(word.utf8Start[index]) }
        return value
    }

    private mutating func string() throws(Malformed) -> String {
        try take(UInt8(ascii: "\""))
        let begin = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            if bytes[place] == UInt8(ascii: "\\") { return try escapedString(from: begin) }
            place += 1
        }
        let text = String(decoding: bytes[begin..<place], as: UTF8.self)
        try take(UInt8(ascii: "\""))
        return text
    }

    /// The rare string with a backslash.
    private mutating func escapedString(from begin: Int) throws(Malformed) -> String {
        var text = Array(bytes[begin..<place])
        while try peek() != UInt8(ascii: "\"") {
            let byte = bytes[place]
            place += 1
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            let kind = try peek()
            place += 1
            switch kind {
            case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
            case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
            case UInt8(ascii: "b"): text.append(8)
            case UInt8(ascii: "f"): text.append(12)
            case UInt8(ascii: "u"): text.append(contentsOf: try unicode().utf8)
            default: text.append(kind)
            }
        }
        place += 1
        return String(decoding: text, as: UTF8.self)
    }

    /// A character by its number, or by the two halves of it.
    private mutating func unicode() throws(Malformed) -> String {
        var units = [try codeUnit()]
        if UTF16.isLeadSurrogate(units[0]) {
            try take(UInt8(ascii: "\\"))
            try take(UInt8(ascii: "u"))
            units.append(try codeUnit())
        }
        return String(decoding: units, as: UTF16.self)
    }

    private mutating func codeUnit() throws(Malformed) -> UInt16 {
        guard place + 4 <= bytes.count,
            let unit = UInt16(
                String(decoding: bytes[place..<(place + 4)], as: UTF8.self), radix: 16)
        else { throw Malformed() }
        place += 4
        return unit
    }

    private mutating func skipSpace() {
        while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
    }

    private func peek() throws(Malformed) -> UInt8 {
        guard place < bytes.count else { throw Malformed() }
        return bytes[place]
    }

    private mutating func take(_ byte: UInt8) throws(Malformed) {
        guard try peek() == byte else { throw Malformed() }
        place += 1
    }
}
