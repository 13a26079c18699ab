import DeskDatabase
import Hummingbird
import HummingbirdCore

/// `POST /auth/2fa/enrol`: offers a new second factor, as an address, as text and as a QR code.
///
/// Whoever has a second factor already sends the password and a code of it.
struct EnrolFactor: HTTPResponder {
    typealias Context = DeskRequestContext

    static let path = "/auth/2fa/enrol"

    let keeper: SessionKeeper

    func respond(to request: Request, context: Context) async throws -> Response {
        let (claims, credentials) = try await keeper.holder(of: request, context)
        let shown = try await self.shown(in: request)
        let proof = try await self.proof(by: shown, credentials, context)
        return try await carryOut(proof, claims, credentials, of: request, context)
    }

    private func shown(in request: Request) async throws -> (password: String?, otp: String?) {
        let body = try await keeper.fields(of: request, known: ["password", "otp"])
        return (try body.optional("password"), try body.optional("otp"))
    }

    /// Whoever has a second factor already shows both before they get another.
    private func proof(
        by shown: (password: String?, otp: String?), _ credentials: AuthFunctions.Credentials,
        _ context: Context
    ) async throws -> AuthFunctions.FactorProof {
        var proof = AuthFunctions.FactorProof()
        let came = SecondFactor.now
        if let sealed = credentials.sealedSecret, let password = shown.password {
            proof.isPasswordRight = try await keeper.isRight(
                password, against: credentials.passwordHash)
            proof.codeStep = keeper.factor.step(
                of: shown.otp, at: came, sealed: sealed,
                owner: credentials.username, logger: context.logger)
            proof.recoveryHash = shown.otp.flatMap(RecoveryCode.hash)
        }
        return proof
    }

    private func carryOut(
        _ proof: AuthFunctions.FactorProof, _ claims: AccessToken,
        _ credentials: AuthFunctions.Credentials, of request: Request, _ context: Context
    ) async throws -> Response {
        let secret = TOTP.makeSecret()
        let answer = try await keeper.database.enrolFactor(
            secretHash: SessionKeys.hash(claims.sec), origin: keeper.origin(of: request, context),
            proof: proof,
            offered: try keeper.secrets.seal(secret, owner: credentials.username))
        let session = try OpenedSession(answer: answer)
        let totp = TOTP(secret: secret)
        let uri = totp.uri(account: credentials.username)
        return keeper.answer(
            for: session,
            members: [
                ("otpauth_uri", JSONText.quoted(uri)),
                ("secret", JSONText.quoted(totp.secretText)),
                ("qr_svg", JSONText.quoted(try QRCode.svg(uri))),
            ])
    }
}
