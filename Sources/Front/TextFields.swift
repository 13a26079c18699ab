/// The fields of a body that the front itself reads: a JSON object of texts, each known by name.
struct TextFields: Sendable {
    private let members: [String: JSONValue]

    /// Throws what the database would say of such a body. Nothing of the body is repeated in it.
    init(json text: String, known: Set<String>) throws(Problem) {
        guard let members = JSONValue(json: text)?.object else {
            throw Problem(.invalidRequest, detail: "The body is not a JSON object")
        }
        if let unknown = members.keys.filter({ !known.contains($0) }).min() {
            throw Problem(.unknownField, facts: ["field": .string(unknown)])
        }
        self.members = members
    }

    func required(_ name: String) throws(Problem) -> String {
        guard let text = try optional(name) else {
            throw Problem(.missingField, facts: ["field": .string(name)])
        }
        return text
    }

    /// Nil when the field is left out or null.
    func optional(_ name: String) throws(Problem) -> String? {
        switch members[name] {
        case nil, .null: return nil
        case .string(let text) where !text.utf8.contains(0): return text
        default:
            throw Problem(
                .invalidRequest, facts: ["field": .string(name), "expected": "text without NUL"])
        }
    }
}
