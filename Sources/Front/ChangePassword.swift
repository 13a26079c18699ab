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
        let body = try await keeper.fields(of: request, known: ["password", "new_password"])
        let present = try body.required("password")
        let new = try body.required("new_password")
        var change = AuthFunctions.PasswordChange(
            isPresentRight: try await keeper.isRight(present, against: credentials.passwordHash),
            length: new.unicodeScalars.count)
        if change.isPresentRight {
            change.findings = try await findings(in: new, present: present, credentials)
            if change.findings.isEmpty { change.newHash = try await keeper.hash(new) }
        }
        let keys = SessionKeys()
        let answer = try await keeper.database.changePassword(
            secretHash: SessionKeys.hash(claims.sec), origin: keeper.origin(of: request, context),
            change: change, newSecretHash: keys.secretHash, refreshHash: keys.refreshHash)
        let session = try OpenedSession(answer: answer)
        return session.sessionID == claims.sid
            ? keeper.answer(for: session, members: [])
            : try await keeper.response(for: session, keys: keys, to: request)
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
