/// A message as the programs print it, `|` for SOH: `in order 8=FIX.4.4|9=…|35=D|…`.
struct WireMessage: Sendable {
    let fields: [(tag: Int, value: String)]

    /// Nil when the line holds no message.
    init?(_ line: String) {
        guard let start = line.range(of: "8=FIX") else { return nil }
        fields = line[start.lowerBound...].split(separator: "|").compactMap { part in
            guard let equals = part.firstIndex(of: "="), let tag = Int(part[..<equals]) else {
                return nil
            }
            return (tag, String(part[part.index(after: equals)...]))
        }
    }

    subscript(tag: Int) -> String? { fields.first { $0.tag == tag }?.value }

    var type: String { self[35] ?? "" }
    /// Whether it says that it was sent before.
    var isRepeated: Bool { self[43] == "Y" }
}
