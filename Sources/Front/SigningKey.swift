import Crypto

/// The elliptic-curve keys (P-256, PEM) that sign tokens.
public enum SigningKey {
    /// A new private key, for settings.
    public static func makePEM() -> String {
        P256.Signing.PrivateKey().pemRepresentation
    }

    /// The name a key goes by in tokens and in the key set: a prefix of its public key's SHA-256.
    static func identifier(of key: P256.Signing.PublicKey) -> String {
        Base64URL.encode(SHA256.hash(data: key.rawRepresentation).prefix(12))
    }
}
