import Crypto

/// Seals small secrets (TOTP) for the database with AES-256-GCM under a key that is never in it.
///
/// A sealed secret is bound to its owner: moved to another person's row, it does not open.
public struct SecretBox: Sendable {
    /// The first byte of every sealed secret, so that a later format can be told apart.
    static let version: UInt8 = 1
    static let keyBytes = 32

    public enum Failure: Error, CustomStringConvertible {
        case badKey
        case cannotOpen

        public var description: String {
            switch self {
            case .badKey: "the key is not 32 bytes in base64url"
            case .cannotOpen: "a sealed secret does not open with this key for this owner"
            }
        }
    }

    private let key: SymmetricKey

    /// Takes a key as ``makeKey()`` gives it: base64url of 32 bytes.
    public init(key text: String) throws(Failure) {
        guard let bytes = Base64URL.decode(text), bytes.count == Self.keyBytes else {
            throw .badKey
        }
        key = SymmetricKey(data: bytes)
    }

    public static func makeKey() -> String {
        Base64URL.encode(RandomBytes.make(count: keyBytes))
    }

    /// Seals with a fresh nonce: one version byte, nonce, ciphertext, tag.
    public func seal(_ secret: [UInt8], owner: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(secret, using: key, authenticating: Array(owner.utf8))
        return [Self.version] + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Opens what ``seal(_:owner:)`` made for the same owner; throws ``Failure/cannotOpen``
    /// otherwise.
    public func open(_ sealed: [UInt8], owner: String) throws(Failure) -> [UInt8] {
        guard sealed.first == Self.version,
            let box = try? AES.GCM.SealedBox(combined: sealed.dropFirst()),
            let secret = try? AES.GCM.open(box, using: key, authenticating: Array(owner.utf8))
        else { throw .cannotOpen }
        return Array(secret)
    }
}
