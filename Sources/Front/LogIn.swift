import DeskDatabase
import Hummingbird
import HummingbirdCore

/// `POST /auth/login`: two factors in, a session out; at a first log-in, a way to enrol.
///
/// Swift checks the factors because their secrets must not reach the database in the clear; the
/// database decides what follows. An unknown name walks the same way as a wrong password, with a
/// hash of nobody.
struct LogIn: HTTPResponder {
    typealias Context = DeskRequestContext

    static let paths = ["/auth/login", "/login"]

    let keeper: SessionKeeper

    func respond(to request: Request, context: Context) async throws -> Response {
        try PageOrigin.refuseForeign(request)
        let text = try await RequestText.json(
            of: request, isAllowed: true, maximumBytes: keeper.maximumBodyBytes)
        let credentials = try Credentials(json: text)
        let came = SecondFactor.now
        let challenge = try await keeper.database.beginLogin(
            username: credentials.username, address: context.address)
        if challenge.retryAfterSeconds > 0 {
            throw Problem(tooManyAttempts: challenge.retryAfterSeconds)
        }
        let isRight = try await keeper.isRight(
            credentials.password, against: challenge.passwordHash)
        let step = keeper.factor.step(
            of: credentials.otp, at: came, sealed: challenge.sealedSecret,
            owner: credentials.username, logger: context.logger)
        let keys = SessionKeys()
        let outcome = AuthFunctions.Outcome(
            isPasswordRight: isRight, isCodeGiven: credentials.otp != nil, codeStep: step,
            recoveryHash: credentials.otp.flatMap(RecoveryCode.hash),
            renewedHash: isRight && Argon2.isDated(challenge.passwordHash)
                ? try await keeper.hash(credentials.password) : nil,
            secretHash: keys.secretHash, refreshHash: keys.refreshHash)
        let answer = try await keeper.database.finishLogin(
            username: credentials.username, origin: keeper.origin(of: request, context),
            outcome: outcome)
        return try await keeper.response(
            for: try OpenedSession(answer: answer), keys: keys, to: request)
    }
}
