import Hummingbird
import HummingbirdCore

/// `POST /auth/logout`: ends the server-side session, forgets the token and takes the cookies back.
struct LogOut: HTTPResponder {
    typealias Context = DeskRequestContext

    let route: RouteResponder

    func respond(to request: Request, context: Context) async throws -> Response {
        var response = try await route.respond(to: request, context: context)
        if let (token, _) = try route.authenticator.token(of: request) {
            route.authenticator.tokens.forget(token)
        }
        route.authenticator.cookies.clear(in: &response.headers)
        return response
    }
}
