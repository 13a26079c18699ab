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
        let body = try await keeper.fields(of: request, known: ["password", "otp"])
        let password = try body.optional("password")
        let otp = try body.optional("otp")
        var proof = AuthFunctions.FactorProof()
        if let sealed = credentials.sealedSecret, let password {
            proof.isPasswordRight = try await keeper.isRight(
                password, against: credentials.passwordHash)
            proof.codeStep = keeper.factor.step(
                of: otp, sealed: sealed, owner: credentials.username, logger: context.logger)
            proof.recoveryHash = otp.flatMap(RecoveryCode.hash)
        }
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
