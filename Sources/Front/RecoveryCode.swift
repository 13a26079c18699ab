import Crypto

/// Codes on paper that stand in for the second factor, once each.
///
/// 80 random bits each: the database keeps a plain SHA-256, which nobody can guess their way back
/// from.
enum RecoveryCode {
    static let count = 10
    private static let bytes = 10
    /// Characters of a code without its dashes.
    private static let characters = bytes * 8 / 5

    /// A code in four groups of four: `k3vd-7qpa-…`.
    static func make() -> String {
        let text = Base32.encode(RandomBytes.make(count: bytes)).lowercased()
        return stride(from: 0, to: characters, by: 4).map { start in
            text.dropFirst(start).prefix(4)
        }.joined(separator: "-")
    }

    /// SHA-256 of the code's characters; nil for what cannot be a code, such as six digits.
    static func hash(of text: String) -> [UInt8]? {
        let plain = text.lowercased().filter { $0 != "-" && $0 != " " }
        guard plain.utf8.count == characters,
            plain.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) })
        else { return nil }
        return Array(SHA256.hash(data: Array(plain.utf8)))
    }
}
