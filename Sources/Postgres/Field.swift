import CLibPQ

/// One value that is not null, in the server's text form.
public struct Field: Sendable {
    let handle: ResultHandle
    let row: Int32
    let column: Int32

    /// The server's text form.
    public var string: String { withText { String(decoding: $0, as: UTF8.self) } }

    /// The server's text form as bytes.
    public var utf8: [UInt8] { withText { Array($0) } }

    public func integer() throws -> Int64 {
        guard let value = Int64(string) else { throw mismatch("an integer") }
        return value
    }

    public func double() throws -> Double {
        guard let value = Double(string) else { throw mismatch("a number") }
        return value
    }

    public func boolean() throws -> Bool {
        switch string {
        case "t": return true
        case "f": return false
        default: throw mismatch("a boolean")
        }
    }

    /// A `bytea`; sessions are opened with `bytea_output = hex`.
    public func bytes() throws -> [UInt8] {
        guard let value = withText(Self.hexDecoded) else { throw mismatch("a bytea") }
        return value
    }

    /// Microseconds since 1970-01-01 UTC; throws for `infinity` and years before Christ, too.
    public func timestamp() throws -> Int64 {
        guard let value = withText({ TimestampText.microseconds($0) }) else {
            throw mismatch("a timestamp")
        }
        return value
    }

    /// A one-dimensional array by the text forms of its elements.
    public func textArray() throws -> [String?] {
        guard let value = withText({ ArrayText.elements($0) }) else {
            throw mismatch("a one-dimensional array")
        }
        return value
    }

    public func integerArray() throws -> [Int64] {
        try textArray().map {
            guard let value = $0.flatMap({ Int64($0) }) else { throw mismatch("integers") }
            return value
        }
    }

    private func mismatch(_ expected: String) -> PostgresError {
        let name = String(cString: PQfname(handle.pointer, column))
        return .decoding("column \(name) does not hold \(expected)")
    }

    private func withText<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        let count = Int(PQgetlength(handle.pointer, row, column))
        guard let start = PQgetvalue(handle.pointer, row, column) else {
            return body(UnsafeBufferPointer(start: nil, count: 0))
        }
        return start.withMemoryRebound(to: UInt8.self, capacity: count) {
            body(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    private static func hexDecoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count >= 2, text.count % 2 == 0, text[0] == UInt8(ascii: "\\"),
            text[1] == UInt8(ascii: "x")
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2 - 1)
        for position in stride(from: 2, to: text.count, by: 2) {
            guard let high = nibble(text[position]), let low = nibble(text[position + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func nibble(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
