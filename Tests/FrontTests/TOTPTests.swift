import Testing

@testable import Front

@Suite struct TOTPTests {
    @Test(
        "RFC 6238, appendix B, SHA-1",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func vector(_ seconds: Int64, _ code: String) {
        let totp = TOTP(secret: Array("12345678901234567890".utf8), digits: 8)
        #expect(totp.code(step: TOTP.step(at: seconds)) == code)
        #expect(totp.step(matching: code, at: seconds) == seconds / 30)
    }

    @Test func `one step early or late is right, two are wrong`() {
        let totp = TOTP(secret: TOTP.makeSecret())
        let now: Int64 = 1_800_000_000
        let step = TOTP.step(at: now)
        for offset: Int64 in -1...1 {
            #expect(totp.step(matching: totp.code(step: step + offset), at: now) != nil)
        }
        #expect(totp.step(matching: totp.code(step: step + 2), at: now) == nil)
        #expect(totp.step(matching: totp.code(step: step - 2), at: now) == nil)
        #expect(totp.step(matching: "", at: now) == nil)
    }

    @Test func `a code counts as of the moment when it came, however long its turn took`() throws {
        let box = try SecretBox(key: SecretBox.makeKey())
        let secret = TOTP.makeSecret()
        let sealed = try box.seal(secret, owner: "arun")
        let came: Int64 = 1_800_000_000
        let code = TOTP(secret: secret).code(step: TOTP.step(at: came))
        let factor = SecondFactor(secrets: box)
        for (moment, step) in [(came, TOTP.step(at: came)), (came + 90, nil)] {
            let found = factor.step(
                of: code, at: moment, sealed: sealed, owner: "arun", logger: TestDeskFront.quiet)
            #expect(found == step)
        }
    }

    @Test func `the address for authenticator apps names issuer, account and secret`() {
        let totp = TOTP(secret: Array("12345678901234567890".utf8))
        #expect(
            totp.uri(account: "arun@desk")
                == "otpauth://totp/irra:arun%40desk?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=irra&algorithm=SHA1&digits=6&period=30")
    }

    @Test func `base 32 is RFC 4648's without padding`() {
        let pairs = [
            "": "", "f": "MY", "fo": "MZXQ", "foo": "MZXW6", "foob": "MZXW6YQ",
            "fooba": "MZXW6YTB", "foobar": "MZXW6YTBOI",
        ]
        for (plain, encoded) in pairs { #expect(Base32.encode(Array(plain.utf8)) == encoded) }
    }
}
