import Crypto
import Foundation
import JWTKit
import Testing

@testable import Front

@Suite struct AccessTokenTests {
    let key = P256.Signing.PrivateKey()

    func tokens() async throws -> AccessTokens {
        try await AccessTokens(pems: [key.pemRepresentation])
    }

    func claims() -> AccessToken {
        AccessToken(person: "7", role: "ops_agent", session: "s", secret: "secret of a session")
    }

    /// A token put together by hand: header and claims as given, signed by any key.
    func forged(
        _ header: [String: String], _ claims: [String: Any], by key: P256.Signing.PrivateKey?
    )
        throws -> String
    {
        let parts = try [
            JSONSerialization.data(withJSONObject: header),
            JSONSerialization.data(withJSONObject: claims),
        ].map { Base64URL.encode($0) }.joined(separator: ".")
        let signature = try key?.signature(for: Data(parts.utf8)).rawRepresentation ?? Data()
        return parts + "." + Base64URL.encode(signature)
    }

    func plainClaims(_ changes: [String: Any] = [:]) -> [String: Any] {
        let now = Int(Date().timeIntervalSince1970)
        return [
            "iss": "irra", "aud": "irra-front", "sub": "7", "iat": now, "exp": now + 60,
            "role": "ops_agent", "sid": "s", "sec": "x",
        ].merging(changes) { $1 }
    }

    var header: [String: String] {
        ["alg": "ES256", "typ": "JWT", "kid": SigningKey.identifier(of: key.publicKey)]
    }

    @Test func `what was signed verifies, again from memory`() async throws {
        let tokens = try await tokens()
        let text = try await tokens.sign(claims())
        #expect(try await tokens.verify(text).sec == "secret of a session")
        #expect(try await tokens.verify(text).role == "ops_agent")
        #expect(try await tokens.verify(forged(header, plainClaims(), by: key)).sub.value == "7")
    }

    @Test func `no algorithm, another algorithm and no signature are refused`() async throws {
        let tokens = try await tokens()
        for algorithm in ["none", "None", "HS256", "ES384", "RS256", ""] {
            var header = header
            header["alg"] = algorithm
            for key in [key, nil] {
                let text = try forged(header, plainClaims(), by: key)
                await #expect(throws: AccessTokens.Refused.self) { try await tokens.verify(text) }
            }
        }
        let unsigned = try forged(header, plainClaims(), by: nil)
        await #expect(throws: AccessTokens.Refused.self) { try await tokens.verify(unsigned) }
    }

    @Test func `the public key as an HMAC secret is refused`() async throws {
        var header = header
        header["alg"] = "HS256"
        let parts = try forged(header, plainClaims(), by: nil).dropLast()
        for secret in [
            Data(key.publicKey.pemRepresentation.utf8), key.publicKey.x963Representation,
        ] {
            let mac = HMAC<SHA256>.authenticationCode(
                for: Data(parts.utf8), using: SymmetricKey(data: secret))
            let text = parts + "." + Base64URL.encode(mac)
            await #expect(throws: AccessTokens.Refused.self) {
                try await tokens().verify(String(text))
            }
        }
    }

    @Test func `another key is refused under its own name, ours and none`() async throws {
        let tokens = try await tokens()
        let thief = P256.Signing.PrivateKey()
        for kid in [
            header["kid"]!, SigningKey.identifier(of: thief.publicKey), "", "../../dev/null",
        ] {
            var header = header
            header["kid"] = kid
            let text = try forged(header, plainClaims(), by: thief)
            await #expect(throws: AccessTokens.Refused.self) { try await tokens.verify(text) }
        }
        var nameless = header
        nameless["kid"] = nil
        let text = try forged(nameless, plainClaims(), by: key)
        await #expect(throws: AccessTokens.Refused.self) { try await tokens.verify(text) }
    }

    @Test func `expired, for another audience, by another issuer, without claims: refused`()
        async throws
    {
        let tokens = try await tokens()
        let now = Int(Date().timeIntervalSince1970)
        let changes: [[String: Any]] = [
            ["exp": now - 1], ["aud": "another"], ["aud": [String]()], ["iss": "another"],
            ["exp": "soon"], ["role": NSNull()], ["sec": 7],
        ]
        for change in changes {
            let text = try forged(header, plainClaims(change), by: key)
            await #expect(throws: AccessTokens.Refused.self) { try await tokens.verify(text) }
        }
        for claim in plainClaims().keys {
            var claims = plainClaims()
            claims[claim] = nil
            let text = try forged(header, claims, by: key)
            await #expect(throws: AccessTokens.Refused.self) { try await tokens.verify(text) }
        }
    }

    @Test func `a token that expires while it is remembered is refused`() async throws {
        let tokens = try await tokens()
        // A machine that is busy with the other tests may need longer than the first.
        for lifetime in [3.0, 15, 60] {
            var claims = claims()
            claims.exp = .init(value: Date().addingTimeInterval(lifetime))
            let text = try await tokens.sign(claims)
            guard (try? await tokens.verify(text)) != nil else { continue }
            while Date() <= claims.exp.value { try await Task.sleep(for: .milliseconds(100)) }
            await #expect(throws: AccessTokens.Refused.self) { try await tokens.verify(text) }
            return
        }
        Issue.record("no token was verified before its end")
    }

    @Test func `one changed character anywhere is refused`() async throws {
        let tokens = try await tokens()
        let text = try await tokens.sign(claims())
        for index in text.indices.dropLast() {
            var changed = text
            changed.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
            await #expect(throws: AccessTokens.Refused.self) { try await tokens.verify(changed) }
        }
        for text in [
            "", ".", "..", "a.b.c", "a.b", text + ".", String(repeating: "a", count: 5000),
        ] {
            await #expect(throws: AccessTokens.Refused.self) { try await tokens.verify(text) }
        }
    }

    @Test func `after rotation the old key's tokens still verify and the set names both keys`()
        async throws
    {
        let next = P256.Signing.PrivateKey()
        let old = try await tokens().sign(claims())
        let rotated = try await AccessTokens(pems: [next.pemRepresentation, key.pemRepresentation])
        #expect(try await rotated.verify(old).sub.value == "7")
        let new = try await rotated.sign(claims())
        #expect(try await rotated.verify(new).sub.value == "7")
        await #expect(throws: AccessTokens.Refused.self) { try await tokens().verify(new) }
        let keys = JSONValue(json: rotated.keySet)?.object?["keys"]
        #expect(keys != nil)
        #expect(rotated.keySet.contains(SigningKey.identifier(of: next.publicKey)))
        #expect(rotated.keySet.contains(SigningKey.identifier(of: key.publicKey)))
        let collection = JWTKeyCollection()
        try await collection.add(jwksJSON: rotated.keySet)
        #expect(try await collection.verify(new, as: AccessToken.self).sub.value == "7")
    }

    @Test func `several keys in one text are told apart, in their order`() {
        let pems = [SigningKey.makePEM(), SigningKey.makePEM()]
        #expect(SigningKey.pems(in: pems.joined(separator: "\n")) == pems)
        let curve = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
        #expect(SigningKey.pems(in: "new:\r\n" + curve + pems.joined(separator: "\r\n")) == pems)
        #expect(pems.allSatisfy(SigningKey.isValid))
        #expect(SigningKey.pems(in: "no key").isEmpty && !SigningKey.isValid("no key"))
    }

    @Test func `a front without a key does not start`() async {
        await #expect(throws: (any Error).self) { try await AccessTokens(pems: []) }
        await #expect(throws: (any Error).self) { try await AccessTokens(pems: ["not a key"]) }
    }
}
