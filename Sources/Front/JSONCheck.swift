/// Reads a body's JSON once, strictly, before PostgreSQL does: what two readers could take for two
/// things, or what would cost more than a request may, is refused with the place.
///
/// PostgreSQL keeps the last of two members of one name; a proxy or the log may keep the first.
struct JSONCheck {
    static let maximumDepth = 16
    /// Digits, sign, point and exponent together; nothing on this desk is longer.
    static let maximumNumberBytes = 40
    static let maximumExponent = 30

    /// What is wrong, and at which byte, counted from 0.
    struct Refused: Error, Equatable {
        let reason: String
        let offset: Int
    }

    private let bytes: [UInt8]
    private var offset = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Throws when the bytes are not exactly one JSON value (RFC 8259) within the bounds.
    static func check(_ bytes: [UInt8]) throws(Refused) {
        var check = JSONCheck(bytes)
        try check.value(depth: 1)
        check.skipSpace()
        if check.offset < bytes.count { throw check.refused("something follows the value") }
    }

    private func refused(_ reason: String) -> Refused { Refused(reason: reason, offset: offset) }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            offset += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        offset += 1
        return true
    }

    private mutating func value(depth: Int) throws(Refused) {
        guard depth <= Self.maximumDepth else {
            throw refused("it is nested more than \(Self.maximumDepth) deep")
        }
        skipSpace()
        guard let byte = next else { throw refused("the text ends before a value") }
        switch byte {
        case UInt8(ascii: "{"): try object(depth: depth)
        case UInt8(ascii: "["): try array(depth: depth)
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw refused("no value begins like this")
        }
    }

    private mutating func object(depth: Int) throws(Refused) {
        offset += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return }
        var names: Set<[UInt8]> = []
        repeat {
            skipSpace()
            let place = offset
            guard next == UInt8(ascii: "\"") else { throw refused("a member's name is expected") }
            guard names.insert(try string()).inserted else {
                throw Refused(reason: "a member's name is there twice", offset: place)
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw refused("a colon is expected") }
            try value(depth: depth + 1)
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw refused("a comma or } is expected") }
    }

    private mutating func array(depth: Int) throws(Refused) {
        offset += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return }
        repeat {
            try value(depth: depth + 1)
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw refused("a comma or ] is expected") }
    }

    private mutating func word(_ word: StaticString) throws(Refused) {
        let end = offset + word.utf8CodeUnitCount
        let expected = UnsafeBufferPointer(
            start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard end <= bytes.count, bytes[offset..<end].elementsEqual(expected) else {
            throw refused("no value begins like this")
        }
        offset = end
    }

    /// Digits in a row, and how many there must be at least: one.
    private mutating func digits() throws(Refused) {
        let start = offset
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            offset += 1
        }
        if offset == start { throw refused("a digit is expected") }
    }

    private mutating func number() throws(Refused) {
        let start = offset
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try digits() }
        if take(UInt8(ascii: ".")) { try digits() }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            let exponent = offset
            try digits()
            let text = String(decoding: bytes[exponent..<offset], as: UTF8.self)
            guard let value = Int(text), value <= Self.maximumExponent else {
                throw Refused(reason: "the number is out of range", offset: start)
            }
        }
        guard offset - start <= Self.maximumNumberBytes else {
            throw Refused(reason: "the number is too long", offset: start)
        }
    }

    /// The bytes of a string without its escapes, so that two spellings of one name are one name.
    private mutating func string() throws(Refused) -> [UInt8] {
        offset += 1
        var text: [UInt8] = []
        while let byte = next {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw refused("a control character is not escaped")
            default: text.append(byte)
            }
        }
        throw refused("a text does not end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(Refused) {
        guard let byte = next else { throw refused("a text does not end") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try fourDigits()
            if 0xD800..<0xDC00 ~= unit {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
                    throw refused("half of a character is missing")
                }
                let low = try fourDigits()
                guard 0xDC00..<0xE000 ~= low else {
                    throw refused("half of a character is missing")
                }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard unit != 0 else { throw refused("no text holds a \\u0000") }
            guard let scalar = Unicode.Scalar(unit) else {
                throw refused("half of a character is missing")
            }
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw refused("there is no such escape")
        }
    }

    private mutating func fourDigits() throws(Refused) -> UInt32 {
        let end = offset + 4
        guard end <= bytes.count, bytes[offset..<end].allSatisfy(Self.isHexadecimal),
            let value = UInt32(String(decoding: bytes[offset..<end], as: UTF8.self), radix: 16)
        else { throw refused("four hexadecimal digits are expected") }
        offset = end
        return value
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
