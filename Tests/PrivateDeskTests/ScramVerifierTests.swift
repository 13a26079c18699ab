import Testing

@testable import PrivateDesk

@Suite("A password's verifier")
struct ScramVerifierTests {
    @Test("is that of RFC 7677's example")
    func example() {
        // Salt and password of RFC 7677, section 3; the server key signs that exchange as printed.
        let salt: [UInt8] = [
            0x5B, 0x6D, 0x99, 0x68, 0x9D, 0x12, 0x35, 0x8E, 0xEC, 0xA0, 0x4B, 0x14, 0x12, 0x36,
            0xFA, 0x81,
        ]
        let made = ScramVerifier.make(password: "pencil", salt: salt, iterations: 4_096)
        let expected =
            "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ=="
            + "$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
            + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
        #expect(made == expected)
    }

    @Test("has a salt of its own each time")
    func saltsDiffer() {
        #expect(ScramVerifier.make(password: "x") != ScramVerifier.make(password: "x"))
    }
}
