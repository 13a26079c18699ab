import FoundationEssentials

/// What the database answers about a session that it opened, renewed or looked at.
struct OpenedSession: Decodable, Sendable {
    /// What a session may do.
    enum Stage: String, Decodable, Sendable {
        /// Set a password and enrol a second factor, nothing else.
        case enrolment
        case full
    }

    let sessionID: String
    let stage: Stage
    let personID: Int64
    let displayName: String
    let role: String
    let expiresInSeconds: Int64
    /// ISO 8601, for people: when the session ends unless it is refreshed.
    let expiresAt: String
    /// When it ends whatever happens.
    let endsAt: String
    let newPasswordNeeded: Bool
    let secondFactorNeeded: Bool
    let recoveryCodesLeft: Int

    private enum CodingKeys: String, CodingKey {
        case sessionID = "session_id"
        case stage
        case personID = "person_id"
        case displayName = "display_name"
        case role
        case expiresInSeconds = "expires_in_seconds"
        case expiresAt = "expires_at"
        case endsAt = "ends_at"
        case newPasswordNeeded = "new_password_needed"
        case secondFactorNeeded = "second_factor_needed"
        case recoveryCodesLeft = "recovery_codes_left"
    }

    /// Throws the problem that the database answered instead.
    init(answer: [UInt8]) throws {
        guard let session = try? JSONDecoder().decode(Self.self, from: Data(answer)) else {
            throw try Problem(refusal: answer)
        }
        self = session
    }
}
