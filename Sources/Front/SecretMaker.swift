import DeskDatabase

/// Makes the secrets that some routes give out: the database gets a hash, the answer the secret.
struct SecretMaker: Sendable {
    enum Kind: Sendable, Hashable {
        /// Parameter: its Argon2id hash; in the answer `initial_password`.
        case initialPassword
        /// Parameter: its SHA-256 in hexadecimal; in the answer `api_key`.
        case apiKey
    }

    /// What was made for one request.
    struct Made: Sendable {
        /// Arguments of the route's function.
        var parameters: [(name: String, json: String)] = []
        /// Members of the answer.
        var members: [(name: String, json: String)] = []

        /// The database's object with the members behind its own.
        func added(to answer: APIFunctions.Answer) -> APIFunctions.Answer {
            guard !members.isEmpty, answer.json.last == UInt8(ascii: "}") else { return answer }
            let text = members.map { "\(JSONText.quoted($0.name)): \($0.json)" }
            var answer = answer
            answer.json.removeLast()
            answer.json += Array((", " + text.joined(separator: ", ") + "}").utf8)
            return answer
        }
    }

    let keeper: SessionKeeper

    func make(for route: Route) async throws -> Made {
        var made = Made()
        for (parameter, source) in route.sources {
            guard case .made(let kind) = source else { continue }
            switch kind {
            case .initialPassword:
                let password = InitialPassword.make()
                made.parameters.append(
                    (parameter, JSONText.quoted(try await keeper.hash(password))))
                made.members.append(("initial_password", JSONText.quoted(password)))
            case .apiKey:
                let key = KeyRing.make()
                let hash = SessionKeys.hash(key).map { byte in
                    (byte < 16 ? "0" : "") + String(byte, radix: 16)
                }.joined()
                made.parameters.append((parameter, JSONText.quoted(hash)))
                made.members.append(("api_key", JSONText.quoted(key)))
            }
        }
        return made
    }
}
