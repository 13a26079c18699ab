import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Whose request this is, as far as a signed token can tell; the database decides whether their
/// session still lives.
struct Authenticator: Sendable {
    let tokens: AccessTokens
    let cookies: SessionCookies
    let keys: KeyRing

    /// The claims of the request's token, or those of the machine whose API key it is. A bearer
    /// token wins over the page's cookie.
    func person(of request: Request) async throws -> AccessToken {
        guard let (token, isCookie) = try token(of: request) else {
            throw Problem(.notAuthenticated, detail: "Log in first")
        }
        if !isCookie, token.hasPrefix(KeyRing.prefix) { return try await keys.holder(of: token) }
        let person: AccessToken
        do {
            person = try await tokens.verify(token)
        } catch {
            throw Problem(.notAuthenticated, detail: "The token is not valid or has expired")
        }
        if isCookie && request.method != .get && request.method != .head {
            try PageOrigin.require(of: request)
        }
        return person
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
        return cookies.access.value(in: request).map { ($0, true) }
    }
}
