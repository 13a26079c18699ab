import Crypto

/// The elliptic-curve keys (P-256, PEM) that sign tokens.
public enum SigningKey {
    /// A new private key, for settings.
    public static func makePEM() -> String {
        P256.Signing.PrivateKey().pemRepresentation
    }

    /// The keys of a text that holds one or several, in their order: the first signs.
    public static func pems(in text: String) -> [String] {
        var keys: [String] = []
        var lines: [Substring]?
        for line in text.split(whereSeparator: \.isNewline) {
            // `openssl ecparam` puts the curve before the key, in a block of its own.
            if line.hasPrefix("-----BEGIN") {
                lines = line.hasSuffix("PRIVATE KEY-----") ? [] : nil
            }
            lines?.append(line)
            if line.hasPrefix("-----END"), let whole = lines {
                keys.append(whole.joined(separator: "\n"))
                lines = nil
            }
        }
        return keys
    }

    /// Whether a PEM text is a key that can sign.
    public static func isValid(_ pem: String) -> Bool {
        (try? P256.Signing.PrivateKey(pemRepresentation: pem)) != nil
    }

    /// The name a key goes by in tokens and in the key set: a prefix of its public key's SHA-256.
    static func identifier(of key: P256.Signing.PublicKey) -> String {
        Base64URL.encode(SHA256.hash(data: key.rawRepresentation).prefix(12))
    }
}
