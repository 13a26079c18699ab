import Testing

@testable import Front

@Suite struct PasswordFindingsTests {
    let rules = PasswordFindings(
        commonWords: ["password", "welcome", "india", "mumbai", "qwerty"],
        names: ["nadia.k", "Nadia Kapadia"])

    @Test(arguments: [
        "password", "Password2026", "P@ssw0rd!!!!", "123password456", "!!welcome!!",
        "WelcomeIndia1",
        "mumbaiindia2024", "p a s s w o r d", "qwerty-mumbai",
    ])
    func `one or two common words, however they are dressed up`(_ password: String) {
        #expect(rules.findings(in: password).contains("common"), "\(password)")
    }

    @Test(arguments: [
        "welcome to mumbai in june", "the password of a friend", "correct horse battery",
        "k4td-9mwp-xz3h-rq7v", "नमस्ते दुनिया मुंबई",
    ])
    func `a sentence or chance is nothing against it`(_ password: String) {
        #expect(rules.findings(in: password).isEmpty, "\(rules.findings(in: password))")
    }

    @Test func `the person's own names, few characters, runs and halves`() {
        #expect(rules.findings(in: "kapadia rules it").contains("name"))
        #expect(rules.findings(in: "N4dia rules it").contains("name"))
        for password in [
            "abababababab", "111122223333", "abcdefghijkl", "20260115203", "xkcd92xkcd92",
        ] {
            #expect(rules.findings(in: password).contains("repetitive"), "\(password)")
        }
        #expect(rules.findings(in: String(repeating: "x", count: 1025)) == ["too_long"])
    }

    @Test func `what the front makes up passes its own rules`() {
        for _ in 0..<200 {
            let password = InitialPassword.make()
            #expect(password.count == 19)
            #expect(!rules.findings(in: password).contains("common"))
        }
    }

    @Test func `a recovery code hashes the same however it is typed, and six digits are none`() {
        let code = RecoveryCode.make()
        #expect(code.wholeMatch(of: #/([a-z2-7]{4}-){3}[a-z2-7]{4}/#) != nil)
        #expect(RecoveryCode.hash(of: code) == RecoveryCode.hash(of: " \(code.uppercased())"))
        for text in ["123456", "", "aaaa-aaaa-aaaa-aaa1", code + "a"] {
            #expect(RecoveryCode.hash(of: text) == nil, "\(text)")
        }
    }

    @Test func `a QR code is one square path with room around it`() throws {
        let uri = TOTP(secret: TOTP.makeSecret()).uri(account: "nadia")
        let svg = try QRCode.svg(uri)
        let size = try #require(svg.firstMatch(of: #/viewBox="0 0 ([0-9]+) ([0-9]+)"/#))
        #expect(size.1 == size.2)
        #expect(
            (Int(size.1)! - 8 - 17).isMultiple(of: 4),
            "a version's width, and four modules of quiet")
        // The finder pattern at the upper left begins every code.
        #expect(svg.contains(#"d="M4 4h7v1h-7z"#))
        #expect(svg.wholeMatch(of: #/<svg [^>]*><rect [^>]*/><path [^>]*/></svg>/#) != nil)
        #expect(throws: QRCode.Failure.self) { try QRCode.svg(String(repeating: "x", count: 4000)) }
    }
}
