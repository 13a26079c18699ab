import Crypto

/// Time-based one-time passwords (RFC 6238) with SHA-1 and 30-second steps, as authenticator apps
/// do.
public struct TOTP: Sendable {
    public static let stepSeconds: Int64 = 30
    /// How many steps a client's clock may be off, either way.
    public static let toleratedSteps: Int64 = 1
    /// SHA-1's output length, RFC 4226's recommendation for a secret.
    public static let secretBytes = 20

    private let secret: [UInt8]
    private let digits: Int

    /// A generator for a shared secret; `digits` is 6 for people and 8 in the RFC's vectors.
    public init(secret: [UInt8], digits: Int = 6) {
        self.secret = secret
        self.digits = digits
    }

    public static func makeSecret() -> [UInt8] {
        RandomBytes.make(count: secretBytes)
    }

    /// The number of the step that a moment (seconds since 1970) falls into.
    public static func step(at unixSeconds: Int64) -> Int64 {
        unixSeconds / stepSeconds
    }

    /// The code of a step, with leading zeros.
    public func code(step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Array($0) }
        let mac = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 0x0F)
        let number =
            mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code was given, within ±``toleratedSteps`` of now; nil for a wrong code.
    ///
    /// The caller must let each step count once: the database keeps the last one used.
    /// Every candidate is compared in full, whatever matched before.
    public func step(matching code: String, at unixSeconds: Int64) -> Int64? {
        let now = Self.step(at: unixSeconds)
        var matched: Int64?
        for candidate in (now - Self.toleratedSteps)...(now + Self.toleratedSteps)
        where ConstantTime.equal(Array(self.code(step: candidate).utf8), Array(code.utf8)) {
            matched = candidate
        }
        return matched
    }

    /// The secret as people type it into an app.
    var secretText: String { Base32.encode(secret) }

    /// The `otpauth://` address that authenticator apps read from a QR code.
    public func uri(account: String, issuer: String = "irra") -> String {
        let label = PercentCoding.encode(issuer) + ":" + PercentCoding.encode(account)
        return "otpauth://totp/\(label)?secret=\(secretText)"
            + "&issuer=\(PercentCoding.encode(issuer))&algorithm=SHA1"
            + "&digits=\(digits)&period=\(Self.stepSeconds)"
    }
}
