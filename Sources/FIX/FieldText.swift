/// Builds the body of a message: `tag=value` fields, each ended by SOH, in the order added.
public struct FieldText: Sendable {
    public private(set) var text = ""

    public init() {}

    /// Adds a field. Bytes below a blank would end the field or garble the frame, so each of
    /// them becomes a blank; an empty value adds nothing, because FIX has no empty fields.
    public mutating func add(_ tag: Int, _ value: String) {
        guard !value.isEmpty else { return }
        text += String(tag)
        text += "="
        if value.utf8.contains(where: { $0 < Self.blank }) {
            let clean = value.utf8.map { $0 < Self.blank ? Self.blank : $0 }
            text += String(decoding: clean, as: UTF8.self)
        } else {
            text += value
        }
        text += "\u{1}"
    }

    public mutating func add(_ tag: Int, _ value: Int64) {
        add(tag, String(value))
    }

    public mutating func add(_ tag: Int, _ value: ExactDecimal) {
        add(tag, value.description)
    }

    public mutating func add(
        _ tag: Int, _ value: UTCTimestamp,
        _ precision: UTCTimestamp.Precision = .milliseconds
    ) {
        add(tag, value.text(precision))
    }

    /// Fields in one expression; values are cleaned as by `add`.
    public static func of(_ fields: (Int, String)...) -> String {
        var result = FieldText()
        for (tag, value) in fields { result.add(tag, value) }
        return result.text
    }

    private static let blank: UInt8 = 0x20
}
