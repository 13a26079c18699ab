import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Whose request this is, as far as a signed token can tell; the database decides whether their
/// session still lives.
struct Authenticator: Sendable {
    let tokens: AccessTokens
    let cookie: SessionCookie

    /// The page sends this header with every change: another site's page cannot.
    static let pageHeader = HTTPField.Name("X-Irra-Page")!

    /// The claims of the request's token. A bearer token wins over the page's cookie.
    func person(of request: Request) async throws -> AccessToken {
        guard let (token, isCookie) = try token(of: request) else {
            throw Problem(.notAuthenticated, detail: "Log in first")
        }
        let person: AccessToken
        do {
            person = try await tokens.verify(token)
        } catch {
            throw Problem(.notAuthenticated, detail: "The token is not valid or has expired")
        }
        if isCookie && request.method != .get && request.method != .head
            && request.headers[Self.pageHeader] == nil
        {
            throw Problem(
                .notEntitled, detail: "A change with the page's cookie needs the page's header",
                facts: ["header": .string(Self.pageHeader.rawName)])
        }
        return person
    }

    /// A new cookie for the page once its token is past half its life.
    ///
    /// Only after the database has answered: the session lives, so whoever is at the page stays
    /// logged in until the session itself ends.
    func renewedCookie(for person: AccessToken, in request: Request) async throws -> String? {
        let left = person.exp.value.timeIntervalSinceNow
        guard left < TimeInterval(AccessToken.lifetimeSeconds) / 2,
            try token(of: request)?.isCookie == true
        else { return nil }
        let token = try await tokens.sign(person.renewed())
        return cookie.setting(token, maximumAgeSeconds: AccessToken.lifetimeSeconds)
    }

    /// The token as it came, and whether by the cookie.
    func token(of request: Request) throws -> (text: String, isCookie: Bool)? {
        if let authorization = request.headers[.authorization] {
            let parts = authorization.split(separator: " ")
            guard parts.count == 2, parts[0].lowercased() == "bearer" else {
                throw Problem(.notAuthenticated, detail: "Authorization must be a bearer token")
            }
            return (String(parts[1]), false)
        }
        return cookie.value(in: request).map { ($0, true) }
    }
}
