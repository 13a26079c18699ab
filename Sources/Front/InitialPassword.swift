/// A password for a first log-in: random, in groups that can be read out on the telephone.
public enum InitialPassword {
    /// Without what looks or sounds alike.
    private static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
    private static let groups = 4
    private static let groupCharacters = 4

    /// About 79 bits.
    public static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<groups).map { _ in
            String((0..<groupCharacters).map { _ in alphabet.randomElement(using: &generator)! })
        }.joined(separator: "-")
    }
}
