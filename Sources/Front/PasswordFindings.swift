/// What speaks against a new password, found where the password is: here. The database decides
/// what follows (`auth.password_refusals`).
struct PasswordFindings {
    static let fewestDifferentCharacters = 5
    /// Names shorter than this are in too many words.
    static let shortestName = 4

    /// Words of `auth.common_passwords`.
    let commonWords: Set<String>
    /// The person's log-in name and displayed name.
    let names: [String]

    /// Findings by the names the database knows.
    func findings(in password: String) -> [String] {
        var findings: [String] = []
        if password.utf8.count > Argon2.maximumPasswordBytes { return ["too_long"] }
        if isCommon(password) { findings.append("common") }
        if holdsName(password) { findings.append("name") }
        if isRepetitive(password) { findings.append("repetitive") }
        return findings
    }

    /// Whether little remains but one or two words that everybody takes.
    private func isCommon(_ password: String) -> Bool {
        let lower = password.lowercased()
        let forms = [
            lower.filter { $0.isASCII && ($0.isLetter || $0.isNumber) },
            lower.filter { $0.isASCII && $0.isLetter },
            Self.unfolded(lower),
            Self.unfolded(Self.trimmed(lower)),
        ]
        return forms.contains { isOneOrTwoWords($0) }
    }

    private func isOneOrTwoWords(_ text: String) -> Bool {
        if commonWords.contains(text) { return true }
        return text.indices.dropFirst().contains { index in
            commonWords.contains(String(text[..<index]))
                && commonWords.contains(String(text[index...]))
        }
    }

    private func holdsName(_ password: String) -> Bool {
        let text = Self.unfolded(password.lowercased())
        let words = names.flatMap { $0.lowercased().split { !$0.isLetter } }
        return words.contains { $0.count >= Self.shortestName && text.contains($0) }
    }

    /// Few different characters, one half twice, or a run such as `abcdefgh` for most of it.
    private func isRepetitive(_ password: String) -> Bool {
        let characters = password.lowercased().unicodeScalars.map { Int($0.value) }
        if Set(characters).count < Self.fewestDifferentCharacters { return true }
        if characters.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
        let half = characters.count / 2
        if characters.count.isMultiple(of: 2), characters[..<half] == characters[half...] {
            return true
        }
        let steps = zip(characters, characters.dropFirst()).filter { abs($0 - $1) <= 1 }.count
        return steps * 2 > characters.count
    }

    /// Digits and signs at either end are what a rule about digits and signs made people add.
    private static func trimmed(_ text: String) -> String {
        let letters = text.drop { !$0.isLetter }
        guard let last = letters.lastIndex(where: \.isLetter) else { return "" }
        return String(letters[...last])
    }

    /// Letters only; what stands for a letter counts as that letter.
    private static func unfolded(_ text: String) -> String {
        let letters: [Character: Character] = [
            "0": "o", "1": "i", "!": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s",
            "7": "t", "+": "t", "8": "b",
        ]
        return String(text.compactMap { letters[$0] ?? ($0.isASCII && $0.isLetter ? $0 : nil) })
    }
}
