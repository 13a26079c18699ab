import Front
import PrivateDesk

/// The front's two keys: given as settings, else the private desk's own, made once.
struct FrontSecrets {
    /// What the front needs to sign tokens and to open second factors.
    struct Keys {
        /// PEM, P-256; the first signs, all verify.
        let signing: [String]
        /// base64url of 32 bytes.
        let sealing: String
    }

    private static let signingFile = "front.signing-key.pem"
    private static let sealingFile = "front.sealing-key"

    let settings: Settings
    let secrets: Secrets

    /// Throws, naming the setting, when a given key is none; before any is made.
    func obtain() throws -> Keys {
        if let given = settings.signingKey {
            let keys = SigningKey.pems(in: given)
            guard !keys.isEmpty, keys.allSatisfy(SigningKey.isValid) else {
                throw SettingReader.Invalid(
                    name: .signingKey, expected: "P-256 private keys in PEM, the signing one first")
            }
        }
        if let key = settings.sealingKey, (try? SecretBox(key: key)) == nil {
            throw SettingReader.Invalid(name: .sealingKey, expected: "32 bytes in base64url")
        }
        guard settings.signingKey != nil && settings.sealingKey != nil || secrets.isThere else {
            throw DeskError.state(
                "there is no folder \(secrets.directory) for the front's keys: give"
                    + " IRRA_SIGNING_KEY_FILE and IRRA_SEALING_KEY_FILE, or make a desk in"
                    + " IRRA_HOME by `irra up`")
        }
        return Keys(
            signing: SigningKey.pems(
                in: try settings.signingKey
                    ?? secrets.obtain(Self.signingFile, make: SigningKey.makePEM)),
            sealing: try settings.sealingKey
                ?? secrets.obtain(Self.sealingFile, make: SecretBox.makeKey))
    }
}
