import DeskDatabase
import Hummingbird
import HummingbirdCore

/// `POST /auth/refresh`: a session lives on under new tokens. Programs send the refresh token in
/// the body, the page in its cookie.
struct RefreshSession: HTTPResponder {
    typealias Context = DeskRequestContext

    static let path = "/auth/refresh"

    let keeper: SessionKeeper

    func respond(to request: Request, context: Context) async throws -> Response {
        let body = try await keeper.fields(of: request, known: ["refresh_token"])
        let token: String
        if let given = try body.optional("refresh_token") {
            token = given
        } else if let cookie = keeper.cookies.refresh.value(in: request) {
            try PageOrigin.require(of: request)
            token = cookie
        } else {
            throw Problem(.notAuthenticated, detail: "There is no refresh token")
        }
        guard let keys = SessionKeys(renewing: token) else {
            throw Problem(.notAuthenticated, detail: "This is no refresh token")
        }
        let answer = try await keeper.database.refresh(
            tokenHash: SessionKeys.hash(token), origin: keeper.origin(of: request, context),
            newTokenHash: keys.refreshHash)
        return try await keeper.response(
            for: try OpenedSession(answer: answer), keys: keys, to: request)
    }
}
