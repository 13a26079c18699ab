import Crypto
import DeskDatabase
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// `POST /auth/login`: two factors in, a token out.
///
/// Swift checks the factors because their secrets must not reach the database in the clear; the
/// database decides what follows. An unknown name walks the same way as a wrong password, with a
/// hash of nobody.
struct LogIn: HTTPResponder {
    typealias Context = DeskRequestContext

    /// Length of the secret of a server-side session.
    static let secretBytes = 32
    /// More of a browser's description of itself is cut off.
    static let maximumUserAgentCharacters = 256

    let database: AuthFunctions
    let hasher: PasswordHasher
    let secrets: SecretBox
    let tokens: AccessTokens
    let cookie: SessionCookie
    let maximumBodyBytes: Int

    /// What `auth.login_finish` answers for a session.
    private struct Session: Decodable {
        let sessionID: String
        let personID: Int64
        let displayName: String
        let role: String

        private enum CodingKeys: String, CodingKey {
            case sessionID = "session_id"
            case personID = "person_id"
            case displayName = "display_name"
            case role
        }
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        let text = try await RequestText.json(
            of: request, isAllowed: true, maximumBytes: maximumBodyBytes)
        let credentials = try Credentials(json: text)
        let challenge = try await database.beginLogin(
            username: credentials.username, address: context.address)
        if challenge.retryAfterSeconds > 0 {
            throw Problem(
                .tooManyAttempts,
                facts: [
                    "retry_after_seconds": .init(integerLiteral: Int(challenge.retryAfterSeconds))
                ])
        }
        let secret = Base64URL.encode(RandomBytes.make(count: Self.secretBytes))
        let outcome = AuthFunctions.Outcome(
            isPasswordRight: try await isRight(credentials.password, for: challenge),
            isCodeGiven: credentials.otp != nil,
            codeStep: codeStep(credentials, challenge, logger: context.logger),
            secretHash: Array(SHA256.hash(data: Array(secret.utf8))))
        let answer = try await database.finishLogin(
            username: credentials.username, address: context.address,
            userAgent: request.headers[.userAgent].map {
                String($0.prefix(Self.maximumUserAgentCharacters))
            }, outcome: outcome)
        guard let session = try? JSONDecoder().decode(Session.self, from: Data(answer)) else {
            throw try Problem(refusal: answer)
        }
        return try await response(for: session, secret: secret)
    }

    private func isRight(
        _ password: String, for challenge: AuthFunctions.Challenge
    ) async throws -> Bool {
        do {
            return try await hasher.verify(password, against: challenge.passwordHash)
        } catch is PasswordHasher.Busy {
            throw Problem(.databaseBusy, detail: "Too many log-ins at once; try again")
        } catch Argon2.Failure.passwordTooLong {
            return false
        }
    }

    private func codeStep(
        _ credentials: Credentials, _ challenge: AuthFunctions.Challenge, logger: Logger
    ) -> Int64? {
        guard let sealed = challenge.sealedSecret, let code = credentials.otp else { return nil }
        do {
            let secret = try secrets.open(sealed, owner: credentials.username)
            let now = Int64(Date().timeIntervalSince1970)
            return TOTP(secret: secret).step(matching: code, at: now)
        } catch {
            logger.error(
                "a sealed second factor does not open",
                metadata: ["username": "\(credentials.username)", "error": "\(error)"])
            return nil
        }
    }

    private func response(for session: Session, secret: String) async throws -> Response {
        let claims = AccessToken(
            person: String(session.personID), role: session.role, session: session.sessionID,
            secret: secret)
        let token = try await tokens.sign(claims)
        let body = JSONText.object([
            ("token", JSONText.quoted(token)),
            ("expires_at", JSONText.quoted(claims.exp.value.formatted(.iso8601))),
            ("role", JSONText.quoted(session.role)),
            ("display_name", JSONText.quoted(session.displayName)),
        ])
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json",
                .setCookie: cookie.setting(token, maximumAgeSeconds: AccessToken.lifetimeSeconds),
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
}
