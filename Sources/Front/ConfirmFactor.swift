import DeskDatabase
import Hummingbird
import HummingbirdCore

/// `POST /auth/2fa/confirm`: the first code of an offered second factor makes it the person's, and
/// shows the recovery codes, this once. A first log-in ends here, with a session.
struct ConfirmFactor: HTTPResponder {
    typealias Context = DeskRequestContext

    static let path = "/auth/2fa/confirm"

    let keeper: SessionKeeper

    func respond(to request: Request, context: Context) async throws -> Response {
        let (claims, credentials) = try await keeper.holder(of: request, context)
        let code = try await self.code(in: request)
        return try await carryOut(code, claims, credentials, of: request, context)
    }

    private func code(in request: Request) async throws -> String {
        try await keeper.fields(of: request, known: ["otp"]).required("otp")
    }

    private func carryOut(
        _ code: String, _ claims: AccessToken, _ credentials: AuthFunctions.Credentials,
        of request: Request, _ context: Context
    ) async throws -> Response {
        let recovery = (0..<RecoveryCode.count).map { _ in RecoveryCode.make() }
        let keys = SessionKeys()
        let answer = try await keeper.database.confirmFactor(
            secretHash: SessionKeys.hash(claims.sec), origin: keeper.origin(of: request, context),
            offered: credentials.offeredSecret,
            codeStep: keeper.factor.step(
                of: code, at: SecondFactor.now, sealed: credentials.offeredSecret,
                owner: credentials.username, logger: context.logger),
            recoveryHashes: recovery.compactMap(RecoveryCode.hash),
            newSecretHash: keys.secretHash, refreshHash: keys.refreshHash)
        let session = try OpenedSession(answer: answer)
        let codes = "[" + recovery.map(JSONText.quoted).joined(separator: ",") + "]"
        let members = [(name: "recovery_codes", json: codes)]
        if session.sessionID == claims.sid {
            return keeper.answer(for: session, members: members)
        }
        return try await keeper.response(
            for: session, keys: keys, to: request, members: members)
    }
}
