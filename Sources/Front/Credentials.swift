/// The body of a log-in: `{"username", "password", "otp"?}`, all text.
struct Credentials: Sendable {
    static let fields: Set<String> = ["username", "password", "otp"]

    let username: String
    let password: String
    let otp: String?

    /// Throws what the database would say of such a body. Nothing of the body is repeated in it.
    init(json text: String) throws(Problem) {
        guard let members = JSONValue(json: text)?.object else {
            throw Problem(.invalidRequest, detail: "The body is not a JSON object")
        }
        if let unknown = members.keys.filter({ !Self.fields.contains($0) }).min() {
            throw Problem(.unknownField, facts: ["field": .string(unknown)])
        }
        username = try Self.text("username", in: members)
        password = try Self.text("password", in: members)
        switch members["otp"] {
        case nil, .null: otp = nil
        default: otp = try Self.text("otp", in: members)
        }
    }

    private static func text(
        _ name: String, in members: [String: JSONValue]
    ) throws(Problem) -> String {
        guard let value = members[name] else {
            throw Problem(.missingField, facts: ["field": .string(name)])
        }
        guard let text = value.string, !text.utf8.contains(0) else {
            throw Problem(
                .invalidRequest, facts: ["field": .string(name), "expected": "text without NUL"])
        }
        return text
    }
}
