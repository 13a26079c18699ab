import FoundationEssentials
import Front
import PrivateDesk

/// A member of the ops team whose factors this desk's owner knows: the invented people of a private
/// desk, kept in `secrets/people.json`.
struct Person: Codable, Sendable {
    let username: String
    let displayName: String
    let role: String
    let password: String
    /// In hexadecimal.
    let secret: String
    /// For authenticator apps.
    let otpauth: String

    private enum CodingKeys: String, CodingKey {
        case username
        case displayName = "display_name"
        case role
        case password
        case secret = "totp_secret_hex"
        case otpauth
    }

    private static let file = "people.json"

    /// A person with new random factors.
    init(username: String, displayName: String, role: String) {
        let secret = TOTP.makeSecret()
        self.username = username
        self.displayName = displayName
        self.role = role
        password = Secrets.randomPassword()
        self.secret = Hexadecimal.encode(secret)
        otpauth = TOTP(secret: secret).uri(account: username)
    }

    var totp: TOTP? { Hexadecimal.decode(secret).map { TOTP(secret: $0) } }

    /// One agent who takes calls, two supervisors who activate the desk together, an admin who adds
    /// others.
    static func invented() -> [Person] {
        [
            Person(username: "asha", displayName: "Asha (agent)", role: "ops_agent"),
            Person(username: "vikram", displayName: "Vikram (supervisor)", role: "ops_supervisor"),
            Person(username: "meera", displayName: "Meera (supervisor)", role: "ops_supervisor"),
            Person(username: "anita", displayName: "Anita (admin)", role: "ops_admin"),
        ]
    }

    static func load(_ secrets: Secrets) throws -> [Person] {
        guard let text = try secrets.read(file) else { return [] }
        return try JSONDecoder().decode([Person].self, from: Data(text.utf8))
    }

    static func store(_ people: [Person], _ secrets: Secrets) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try secrets.store(String(decoding: encoder.encode(people), as: UTF8.self), as: file)
    }
}
