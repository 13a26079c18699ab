/// A statement's parameters in the shape libpq wants: pointers, lengths and formats.
///
/// Values lie in one buffer, each ended by a NUL, so that sending allocates four arrays at most.
struct ParameterBlock {
    private static let textFormat: Int32 = 0
    private static let binaryFormat: Int32 = 1
    /// The protocol counts parameters in 16 bits.
    static let maximumCount = 65_535

    private var storage: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ parameters: [Parameter]) {
        offsets.reserveCapacity(parameters.count)
        for parameter in parameters { append(parameter) }
    }

    private mutating func append(_ parameter: Parameter) {
        switch parameter {
        case .null:
            offsets.append(nil)
            lengths.append(0)
            formats.append(Self.textFormat)
        case .text(let value): append(value.utf8, Self.textFormat)
        case .bytes(let value): append(value, Self.binaryFormat)
        case .integer(let value): append(String(value).utf8, Self.textFormat)
        case .boolean(let value): append((value ? "t" : "f").utf8, Self.textFormat)
        case .textArray(let value): append(ArrayText.literal(value).utf8, Self.textFormat)
        case .integerArray(let value): append(ArrayText.literal(value).utf8, Self.textFormat)
        case .bytesArray(let value): append(ArrayText.literal(value).utf8, Self.textFormat)
        }
    }

    private mutating func append(_ value: some Collection<UInt8>, _ format: Int32) {
        offsets.append(storage.count)
        lengths.append(Int32(value.count))
        formats.append(format)
        storage.append(contentsOf: value)
        storage.append(0)
    }

    /// Lends count, values, lengths and formats; the pointers end with the call.
    func withPointers<Value>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> Value
    ) -> Value {
        storage.withUnsafeBytes { bytes in
            let start = bytes.bindMemory(to: CChar.self).baseAddress
            let values = offsets.map { offset in
                offset.flatMap { offset in start.map { $0 + offset } }
            }
            return body(Int32(values.count), values, lengths, formats)
        }
    }

    /// Why a statement cannot be sent; nil if it can. A NUL would cut a text short silently.
    static func problem(_ statement: Statement) -> PostgresError? {
        guard statement.parameters.count <= maximumCount else {
            return .invalidParameter("\(statement.parameters.count) parameters")
        }
        guard !statement.sql.utf8.contains(0) else { return .invalidParameter("NUL in statement") }
        for (position, parameter) in statement.parameters.enumerated() {
            let hasNUL =
                switch parameter {
                case .text(let value): value.utf8.contains(0)
                case .textArray(let values): values.contains { $0?.utf8.contains(0) ?? false }
                default: false
                }
            if hasNUL { return .invalidParameter("NUL in $\(position + 1)") }
            if case .bytes(let value) = parameter, value.count > Int32.max {
                return .invalidParameter("$\(position + 1) too long")
            }
        }
        return nil
    }
}
