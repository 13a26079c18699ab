/// The body of a log-in: `{"username", "password", "otp"?}`, all text.
struct Credentials: Sendable {
    static let fields: Set<String> = ["username", "password", "otp"]

    let username: String
    let password: String
    /// The authenticator's six digits, or a recovery code.
    let otp: String?

    init(json text: String) throws(Problem) {
        let body = try TextFields(json: text, known: Self.fields)
        username = try body.required("username")
        password = try body.required("password")
        otp = try body.optional("otp")
    }
}
