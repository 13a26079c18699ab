import Crypto
import FoundationEssentials
import JWTKit
import NIOConcurrencyHelpers

/// Signs and verifies tokens (ES256), remembering what it has verified.
///
/// The first key signs, all verify: a key is rotated by putting a new one first and taking the old
/// one away fifteen minutes later.
final class AccessTokens: Sendable {
    /// Verified tokens remembered at a time; the memory is emptied when it is full of valid ones.
    static let maximumRemembered = 4096
    /// No token of ours is longer; longer ones are refused unread.
    static let maximumTokenBytes = 2048

    /// The token is not ours, not for us, or not valid any more. Which of these goes to the log
    /// only.
    struct Refused: Error {
        let reason: String
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String
        let typ: String?
    }

    private let keys: JWTKeyCollection
    private let identifiers: [String]
    private let remembered = NIOLockedValueBox<[SHA256.Digest: AccessToken]>([:])
    /// What `/.well-known/jwks.json` answers.
    let keySet: String

    /// Takes private keys as PEM text, the signing one first. Throws for none and for unreadable
    /// ones.
    init(pems: [String]) async throws {
        guard !pems.isEmpty else { throw Refused(reason: "no signing key is configured") }
        let collection = JWTKeyCollection()
        var identifiers: [String] = []
        var published: [String] = []
        for pem in pems {
            let key = try P256.Signing.PrivateKey(pemRepresentation: pem)
            let identifier = SigningKey.identifier(of: key.publicKey)
            await collection.add(
                ecdsa: try ES256PrivateKey(backing: key), kid: JWKIdentifier(string: identifier))
            identifiers.append(identifier)
            let point = key.publicKey.rawRepresentation
            let (x, y) = (Base64URL.encode(point.prefix(32)), Base64URL.encode(point.suffix(32)))
            published.append(
                #"{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"\#(identifier)","#
                    + #""x":"\#(x)","y":"\#(y)"}"#)
        }
        keys = collection
        self.identifiers = identifiers
        keySet = #"{"keys":["# + published.joined(separator: ",") + "]}"
    }

    func sign(_ token: AccessToken) async throws -> String {
        try await keys.sign(
            token, kid: JWKIdentifier(string: identifiers[0]),
            header: ["alg": "ES256", "typ": "JWT"])
    }

    /// The claims of a valid token; throws ``Refused`` otherwise.
    func verify(_ text: String) async throws(Refused) -> AccessToken {
        guard text.utf8.count <= Self.maximumTokenBytes else { throw Refused(reason: "too long") }
        let digest = SHA256.hash(data: Array(text.utf8))
        if let known = remembered.withLockedValue({ $0[digest] }) {
            guard known.exp.value > Date() else {
                forget(text)
                throw Refused(reason: "expired")
            }
            return known
        }
        try checkHeader(of: text)
        let token: AccessToken
        do {
            token = try await keys.verify(text, as: AccessToken.self)
        } catch {
            throw Refused(reason: "\(error)")
        }
        remember(token, digest)
        return token
    }

    /// Drops a token from memory, after a log-out.
    func forget(_ text: String) {
        let digest = SHA256.hash(data: Array(text.utf8))
        remembered.withLockedValue { _ = $0.removeValue(forKey: digest) }
    }

    /// The algorithm is ours to choose, and a key is found by its own name only: a token that names
    /// no algorithm, another one, or an unknown key is refused before any key is tried on it.
    private func checkHeader(of text: String) throws(Refused) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ Base64URL.decode($0) != nil }),
            let bytes = Base64URL.decode(parts[0]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes))
        else { throw Refused(reason: "malformed") }
        guard header.alg == "ES256" else { throw Refused(reason: "another algorithm") }
        guard identifiers.contains(header.kid) else { throw Refused(reason: "unknown key") }
    }

    private func remember(_ token: AccessToken, _ digest: SHA256.Digest) {
        remembered.withLockedValue { tokens in
            if tokens.count >= Self.maximumRemembered {
                let now = Date()
                tokens = tokens.filter { $0.value.exp.value > now }
                if tokens.count >= Self.maximumRemembered { tokens.removeAll() }
            }
            tokens[digest] = token
        }
    }
}
