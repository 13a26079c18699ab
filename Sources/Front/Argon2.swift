import CArgon2

/// Argon2id password hashes in the standard `$argon2id$v=19$m=…` text form (RFC 9106).
///
/// Both calls burn tens of milliseconds of CPU and 19 MiB on the calling thread: servers go through
/// ``PasswordHasher``, never call them on an event loop or on the cooperative pool.
public enum Argon2 {
    /// OWASP's first choice: m = 19 MiB, t = 2, p = 1.
    public static let memoryKibibytes: UInt32 = 19_456
    public static let passes: UInt32 = 2
    public static let lanes: UInt32 = 1
    static let saltBytes = 16
    static let hashBytes = 32
    /// Longer passwords are refused: hashing must not be a way to keep the processor busy.
    public static let maximumPasswordBytes = 1024

    /// What went wrong; carries libargon2's own code and never the password.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        case passwordTooLong
        case library(code: Int32)

        public var description: String {
            switch self {
            case .passwordTooLong: "the password is longer than \(maximumPasswordBytes) bytes"
            case .library(let code): "libargon2 failed with code \(code)"
            }
        }
    }

    /// Hashes a password with a fresh random salt; the result holds salt and parameters.
    public static func hash(
        _ password: String, memoryKibibytes: UInt32 = Self.memoryKibibytes
    ) throws(Failure) -> String {
        let bytes = try checked(password)
        let salt = RandomBytes.make(count: saltBytes)
        let capacity = argon2_encodedlen(
            passes, memoryKibibytes, lanes, UInt32(saltBytes), UInt32(hashBytes), Argon2_id)
        var encoded = [CChar](repeating: 0, count: capacity)
        let code = argon2id_hash_encoded(
            passes, memoryKibibytes, lanes, bytes, bytes.count, salt, salt.count, hashBytes,
            &encoded, encoded.count)
        guard code == ARGON2_OK.rawValue else { throw .library(code: code) }
        return String(
            decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Says whether the password belongs to a hash made by ``hash(_:)`` (with any parameters).
    ///
    /// Throws when the hash itself cannot be read: a damaged row is not a wrong password.
    public static func verify(_ password: String, against encoded: String) throws(Failure) -> Bool {
        let bytes = try checked(password)
        let code = argon2id_verify(encoded, bytes, bytes.count)
        if code == ARGON2_OK.rawValue { return true }
        if code == ARGON2_VERIFY_MISMATCH.rawValue { return false }
        throw .library(code: code)
    }

    /// Whether a hash cost less, or otherwise, than one made now: time to make it anew.
    static func isDated(_ encoded: String) -> Bool {
        !encoded.hasPrefix("$argon2id$v=19$m=\(memoryKibibytes),t=\(passes),p=\(lanes)$")
    }

    private static func checked(_ password: String) throws(Failure) -> [UInt8] {
        let bytes = Array(password.utf8)
        guard bytes.count <= maximumPasswordBytes else { throw .passwordTooLong }
        return bytes
    }
}
