public import Postgres

/// Calls of `auth.*` as the front itself: what happens before anybody is somebody.
public struct AuthFunctions: Sendable {
    /// What a log-in is checked against. An unknown name gets one, too, so that it costs the same.
    public struct Challenge: Sendable {
        /// Argon2id in its standard text form.
        public let passwordHash: String
        /// The second factor's secret as it was sealed; nil when none is enrolled.
        public let sealedSecret: [UInt8]?
        /// Above zero: too many failed; nothing may be tried for this many seconds.
        public let retryAfterSeconds: Int64
    }

    /// How the two factors of a log-in came out.
    public struct Outcome: Sendable {
        public var isPasswordRight: Bool
        public var isCodeGiven: Bool
        /// The time step of the right code; nil without one.
        public var codeStep: Int64?
        /// SHA-256 of the session's secret, should there be a session.
        public var secretHash: [UInt8]

        public init(
            isPasswordRight: Bool, isCodeGiven: Bool, codeStep: Int64?, secretHash: [UInt8]
        ) {
            self.isPasswordRight = isPasswordRight
            self.isCodeGiven = isCodeGiven
            self.codeStep = codeStep
            self.secretHash = secretHash
        }
    }

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    public func beginLogin(username: String, address: String?) async throws -> Challenge {
        let rows = try await database.query(
            """
            select password_hash, totp_secret_sealed, retry_after_seconds::bigint \
            from auth.login_begin(username => $1, address => $2::inet)
            """, [.text(username), Parameter(address)])
        let row = try rows.only()
        return Challenge(
            passwordHash: try row.string("password_hash"),
            sealedSecret: try row.optionalBytes("totp_secret_sealed"),
            retryAfterSeconds: try row.optionalInteger("retry_after_seconds") ?? 0)
    }

    /// Decides, records the attempt and opens the session: JSON of the session or of a problem.
    public func finishLogin(
        username: String, address: String?, userAgent: String?, outcome: Outcome
    ) async throws -> [UInt8] {
        let rows = try await database.query(
            """
            select auth.login_finish(username => $1, address => $2::inet, user_agent => $3, \
            password_ok => $4, otp_given => $5, totp_step => $6, secret_hash => $7)::text
            """,
            [
                .text(username), Parameter(address), Parameter(userAgent),
                .boolean(outcome.isPasswordRight), .boolean(outcome.isCodeGiven),
                Parameter(outcome.codeStep), .bytes(outcome.secretHash),
            ])
        return try rows.only().utf8(0)
    }
}
