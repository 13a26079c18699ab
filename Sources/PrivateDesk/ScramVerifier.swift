import Crypto
import FoundationEssentials

/// What PostgreSQL stores of a password (RFC 5802, RFC 7677). Computed here, so that the password
/// itself never stands in a statement, a log or pg_stat_activity.
enum ScramVerifier {
    /// PostgreSQL's own count; the passwords have 256 bits, so more would protect nothing.
    private static let iterations = 4_096
    private static let saltBytes = 16

    static func make(password: String) -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<saltBytes).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
        return make(password: password, salt: salt, iterations: iterations)
    }

    static func make(password: String, salt: [UInt8], iterations: Int) -> String {
        let salted = hi(password: Array(password.utf8), salt: salt, iterations: iterations)
        let clientKey = mac(Array("Client Key".utf8), key: salted)
        let serverKey = mac(Array("Server Key".utf8), key: salted)
        let storedKey = Array(SHA256.hash(data: clientKey))
        return "SCRAM-SHA-256$\(iterations):\(base64(salt))$\(base64(storedKey)):"
            + base64(serverKey)
    }

    /// The RFC's Hi(): PBKDF2 with HMAC-SHA-256 and one block of output.
    private static func hi(password: [UInt8], salt: [UInt8], iterations: Int) -> [UInt8] {
        var last = mac(salt + [0, 0, 0, 1], key: password)
        var result = last
        for _ in 1..<iterations {
            last = mac(last, key: password)
            for index in result.indices { result[index] ^= last[index] }
        }
        return result
    }

    private static func mac(_ data: [UInt8], key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: data, using: SymmetricKey(data: key)))
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
