import DeskDatabase
import Hummingbird
import HummingbirdCore

/// `POST /auth/password`: a new password for whoever shows the present one; the first thing at a
/// first log-in.
struct ChangePassword: HTTPResponder {
    typealias Context = DeskRequestContext

    static let path = "/auth/password"

    let keeper: SessionKeeper

    func respond(to request: Request, context: Context) async throws -> Response {
        let (claims, credentials) = try await keeper.holder(of: request, context)
        let passwords = try await self.passwords(in: request)
        let change = try await looked(
            at: passwords.new, present: passwords.present, credentials)
        return try await carryOut(change, claims, of: request, context)
    }

    private func passwords(in request: Request) async throws -> (present: String, new: String) {
        let body = try await keeper.fields(of: request, known: ["password", "new_password"])
        return (try body.required("password"), try body.required("new_password"))
    }

    private func carryOut(
        _ change: AuthFunctions.PasswordChange, _ claims: AccessToken, of request: Request,
        _ context: Context
    ) async throws -> Response {
        let keys = SessionKeys()
        let answer = try await keeper.database.changePassword(
            secretHash: SessionKeys.hash(claims.sec), origin: keeper.origin(of: request, context),
            change: change, newSecretHash: keys.secretHash, refreshHash: keys.refreshHash)
        let session = try OpenedSession(answer: answer)
        if session.sessionID == claims.sid { return keeper.answer(for: session, members: []) }
        return try await keeper.response(for: session, keys: keys, to: request)
    }

    /// What is asked for, with what was found about it; hashed only when it may be.
    private func looked(
        at new: String, present: String, _ credentials: AuthFunctions.Credentials
    ) async throws -> AuthFunctions.PasswordChange {
        let isPresentRight = try await keeper.isRight(present, against: credentials.passwordHash)
        var change = AuthFunctions.PasswordChange(
            isPresentRight: isPresentRight, length: new.unicodeScalars.count)
        guard isPresentRight else { return change }
        change.findings = try await findings(in: new, present: present, credentials)
        if change.findings.isEmpty { change.newHash = try await keeper.hash(new) }
        return change
    }

    private func findings(
        in new: String, present: String, _ credentials: AuthFunctions.Credentials
    ) async throws -> [String] {
        let rules = PasswordFindings(
            commonWords: Set(
                try await keeper.database.commonWords().split(separator: " ").map(String.init)),
            names: [credentials.username, credentials.displayName])
        var findings = rules.findings(in: new)
        if new == present { return findings + ["reused"] }
        guard findings.isEmpty else { return findings }
        for hash in credentials.formerHashes
        where try await keeper.isRight(new, against: hash) {
            findings.append("reused")
            break
        }
        return findings
    }
}
