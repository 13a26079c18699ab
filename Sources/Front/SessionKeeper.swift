import DeskDatabase
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// What logging in, refreshing and changing factors have in common: the checks that need a secret
/// in the clear, and the answer that hands a session over.
struct SessionKeeper: Sendable {
    /// More of a browser's description of itself is cut off.
    private static let maximumUserAgentCharacters = 256

    let database: AuthFunctions
    let hasher: PasswordHasher
    let secrets: SecretBox
    let authenticator: Authenticator
    let cookies: SessionCookies
    let maximumBodyBytes: Int

    var factor: SecondFactor { SecondFactor(secrets: secrets) }

    func fields(of request: Request, known: Set<String>) async throws -> TextFields {
        let text = try await RequestText.json(
            of: request, isAllowed: true, maximumBytes: maximumBodyBytes)
        return try TextFields(json: text, known: known)
    }

    func origin(of request: Request, _ context: DeskRequestContext) -> AuthFunctions.Origin {
        AuthFunctions.Origin(
            address: context.address, requestID: context.requestID,
            userAgent: request.headers[.userAgent].map {
                String($0.prefix(Self.maximumUserAgentCharacters))
            })
    }

    /// Whether the password belongs to the hash. An impossible one is wrong, too many at once are
    /// a 503.
    func isRight(_ password: String, against hash: String) async throws -> Bool {
        do {
            return try await hasher.verify(password, against: hash)
        } catch is PasswordHasher.Busy {
            throw Problem(.databaseBusy, detail: "Too many log-ins at once; try again")
        } catch Argon2.Failure.passwordTooLong {
            return false
        }
    }

    func hash(_ password: String) async throws -> String {
        do {
            return try await hasher.hash(password)
        } catch is PasswordHasher.Busy {
            throw Problem(.databaseBusy, detail: "Too many log-ins at once; try again")
        }
    }

    /// The person behind the request's token, with what their factors are compared with. A session
    /// for enrolment will do.
    func holder(
        of request: Request, _ context: DeskRequestContext
    ) async throws -> (claims: AccessToken, credentials: AuthFunctions.Credentials) {
        let claims = try await authenticator.person(of: request)
        guard
            let credentials = try await database.credentials(
                secretHash: SessionKeys.hash(claims.sec), address: context.address)
        else { throw Problem(.sessionEnded) }
        if credentials.retryAfterSeconds > 0 {
            throw Problem(tooManyAttempts: credentials.retryAfterSeconds)
        }
        return (claims, credentials)
    }

    /// Hands over a session that the database opened or renewed: an access token and, for a full
    /// one, a refresh token; in cookies, too. A page gets them in cookies only, where no script
    /// reads them; but the token of an enrolment is for a few requests in a row and has no cookie.
    func response(
        for session: OpenedSession, keys: SessionKeys, to request: Request,
        members more: [(name: String, json: String)] = []
    ) async throws -> Response {
        let claims = AccessToken(
            person: String(session.personID), role: session.role, session: session.sessionID,
            secret: keys.secret, lifetimeSeconds: session.expiresInSeconds)
        let token = try await authenticator.tokens.sign(claims)
        let isFull = session.stage == .full
        let isPage = PageOrigin.isPage(request)
        var members: [(name: String, json: String)] = [
            ("role", JSONText.quoted(session.role)),
            ("display_name", JSONText.quoted(session.displayName)),
            ("expires_at", JSONText.quoted(claims.exp.value.formatted(.iso8601))),
        ]
        if !isFull {
            members.append(("enrolment_token", JSONText.quoted(token)))
        } else {
            members.append(("refresh_by", JSONText.quoted(session.expiresAt)))
            members.append(("ends_at", JSONText.quoted(session.endsAt)))
            members.append(("recovery_codes_left", String(session.recoveryCodesLeft)))
            if !isPage {
                members.append(("token", JSONText.quoted(token)))
                members.append(("refresh_token", JSONText.quoted(keys.refreshToken)))
            }
        }
        var response = answer(for: session, members: members + more)
        response.status = isFull ? .ok : .accepted
        if isFull {
            let age = claims.lifetimeSeconds
            for value in [
                cookies.access.setting(token, maximumAgeSeconds: age),
                cookies.refresh.setting(
                    keys.refreshToken, maximumAgeSeconds: session.expiresInSeconds),
            ] { response.headers.append(HTTPField(name: .setCookie, value: value)) }
        }
        return response
    }

    /// What a person still has to do, with members of the occasion.
    func answer(
        for session: OpenedSession, members: [(name: String, json: String)]
    ) -> Response {
        let todo: [(name: String, json: String)] = [
            ("new_password_needed", String(session.newPasswordNeeded)),
            ("second_factor_needed", String(session.secondFactorNeeded)),
        ]
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: JSONText.object(members + todo))))
    }
}

extension Problem {
    /// Wait this long.
    init(tooManyAttempts seconds: Int64) {
        self.init(
            .tooManyAttempts,
            facts: ["retry_after_seconds": .init(integerLiteral: Int(seconds))])
    }
}
