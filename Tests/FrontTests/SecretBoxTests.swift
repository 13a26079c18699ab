import Testing

@testable import Front

@Suite struct SecretBoxTests {
    @Test func `a sealed secret opens for its owner with its key and for nothing else`() throws {
        let box = try SecretBox(key: SecretBox.makeKey())
        let other = try SecretBox(key: SecretBox.makeKey())
        let secret = TOTP.makeSecret()
        let sealed = try box.seal(secret, owner: "arun")
        #expect(try box.open(sealed, owner: "arun") == secret)
        #expect(throws: SecretBox.Failure.self) { try box.open(sealed, owner: "asha") }
        #expect(throws: SecretBox.Failure.self) { try other.open(sealed, owner: "arun") }
        #expect(try box.seal(secret, owner: "arun") != sealed)
    }

    @Test func `one changed byte anywhere and it does not open`() throws {
        let box = try SecretBox(key: SecretBox.makeKey())
        let sealed = try box.seal([1, 2, 3], owner: "arun")
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SecretBox.Failure.self) { try box.open(changed, owner: "arun") }
        }
        #expect(throws: SecretBox.Failure.self) { try box.open([], owner: "arun") }
    }

    @Test func `a key of another length or alphabet is refused`() {
        for key in ["", "short", String(repeating: "=", count: 43)] {
            #expect(throws: SecretBox.Failure.self) { try SecretBox(key: key) }
        }
    }

    @Test func `base64url round-trips every length and refuses what it did not write`() {
        for count in 0..<70 {
            let bytes = RandomBytes.make(count: count)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        for text in ["a", "ab+d", "ab/d", "abc=", "äbcd"] { #expect(Base64URL.decode(text) == nil) }
    }
}
