import FoundationEssentials
import JWTKit

/// The claims of a log-in's token: who, in which role, by which server-side session, until when.
///
/// The token is a bearer secret: it carries the session's own secret, which the database checks at
/// every request. A token that is still valid here opens nothing once its session has ended.
struct AccessToken: JWTPayload, Equatable {
    static let issuer = "irra"
    static let audience = "irra-front"
    static let lifetimeSeconds: Int64 = 15 * 60

    var iss: String
    var aud: String
    var sub: SubjectClaim
    var iat: IssuedAtClaim
    var exp: ExpirationClaim
    /// The database role the person acts as.
    var role: String
    /// The session's public number, for logs.
    var sid: String
    /// The session's secret; the database stores its SHA-256.
    var sec: String

    /// A token for a session, from now on for `lifetimeSeconds`, and never longer than the session.
    init(
        person: String, role: String, session: String, secret: String,
        lifetimeSeconds: Int64 = Self.lifetimeSeconds, now: Date = Date()
    ) {
        let seconds = min(lifetimeSeconds, Self.lifetimeSeconds)
        iss = Self.issuer
        aud = Self.audience
        sub = .init(value: person)
        iat = .init(value: now)
        exp = .init(value: now.addingTimeInterval(TimeInterval(seconds)))
        self.role = role
        sid = session
        sec = secret
    }

    /// From its issue to its end.
    var lifetimeSeconds: Int64 { Int64(exp.value.timeIntervalSince(iat.value)) }

    func verify(using algorithm: some JWTAlgorithm) async throws {
        guard iss == Self.issuer, aud == Self.audience else {
            throw AccessTokens.Refused(reason: "another issuer or audience")
        }
        try exp.verifyNotExpired()
    }
}
