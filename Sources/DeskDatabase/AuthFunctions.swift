public import Postgres

/// Calls of `auth.*` as the front itself: what happens before anybody is somebody, and what needs a
/// secret in the clear.
public struct AuthFunctions: Sendable {
    /// Where a request comes from, for the log.
    public struct Origin: Sendable {
        public var address: String?
        public var requestID: String
        public var userAgent: String?

        public init(address: String?, requestID: String, userAgent: String?) {
            self.address = address
            self.requestID = requestID
            self.userAgent = userAgent
        }
    }

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
        /// SHA-256 of what may be a recovery code.
        public var recoveryHash: [UInt8]?
        /// The password hashed anew, when its hash was made with less work than it takes now.
        public var renewedHash: String?
        /// SHA-256 of the session's secret and of its first refresh token, should there be one.
        public var secretHash: [UInt8]
        public var refreshHash: [UInt8]

        public init(
            isPasswordRight: Bool, isCodeGiven: Bool, codeStep: Int64?, recoveryHash: [UInt8]?,
            renewedHash: String?, secretHash: [UInt8], refreshHash: [UInt8]
        ) {
            self.isPasswordRight = isPasswordRight
            self.isCodeGiven = isCodeGiven
            self.codeStep = codeStep
            self.recoveryHash = recoveryHash
            self.renewedHash = renewedHash
            self.secretHash = secretHash
            self.refreshHash = refreshHash
        }
    }

    /// What the factors of a session's person are compared with.
    public struct Credentials: Sendable {
        public let username: String
        public let displayName: String
        public let passwordHash: String
        /// Hashes of passwords that may not come back.
        public let formerHashes: [String]
        public let sealedSecret: [UInt8]?
        /// A second factor that waits for its first code.
        public let offeredSecret: [UInt8]?
        public let retryAfterSeconds: Int64
    }

    /// What the front found of a present and a new password.
    public struct PasswordChange: Sendable {
        public var isPresentRight: Bool
        /// Of the new one, in characters.
        public var length: Int
        /// What speaks against it, in the database's words.
        public var findings: [String] = []
        public var newHash: String?

        public init(isPresentRight: Bool, length: Int) {
            self.isPresentRight = isPresentRight
            self.length = length
        }
    }

    /// How the present factors came out that a new second factor needs.
    public struct FactorProof: Sendable {
        public var isPasswordRight = false
        public var codeStep: Int64?
        public var recoveryHash: [UInt8]?

        public init() {}
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
        username: String, origin: Origin, outcome: Outcome
    ) async throws -> [UInt8] {
        try await answer(
            """
            select auth.login_finish(username => $1, address => $2::inet, request_id => $3, \
            user_agent => $4, password_ok => $5, otp_given => $6, totp_step => $7, \
            recovery_hash => $8, renewed_hash => $9, secret_hash => $10, refresh_hash => $11)::text
            """,
            [
                .text(username), Parameter(origin.address), .text(origin.requestID),
                Parameter(origin.userAgent), .boolean(outcome.isPasswordRight),
                .boolean(outcome.isCodeGiven), Parameter(outcome.codeStep),
                Parameter(outcome.recoveryHash), Parameter(outcome.renewedHash),
                .bytes(outcome.secretHash), .bytes(outcome.refreshHash),
            ])
    }

    /// Renews a session by a refresh token: JSON of the session or of a problem.
    public func refresh(
        tokenHash: [UInt8], origin: Origin, newTokenHash: [UInt8]
    ) async throws -> [UInt8] {
        try await answer(
            """
            select auth.refresh(token_hash => $1, address => $2::inet, request_id => $3, \
            new_token_hash => $4)::text
            """,
            [
                .bytes(tokenHash), Parameter(origin.address), .text(origin.requestID),
                .bytes(newTokenHash),
            ])
    }

    /// Who acts by an API key.
    public struct Machine: Sendable {
        public let keyID: Int64
        public let personID: Int64
        public let role: String
        public let requestsPerMinute: Int64
    }

    /// Nil for a key that opens nothing.
    public func machine(keyHash: [UInt8]) async throws -> Machine? {
        let rows = try await database.query(
            """
            select key_id, person_id, role, requests_per_minute::bigint \
            from auth.key_begin(secret_hash => $1)
            """, [.bytes(keyHash)])
        guard rows.count > 0 else { return nil }
        let row = try rows.only()
        return Machine(
            keyID: try row.integer("key_id"), personID: try row.integer("person_id"),
            role: try row.string("role"),
            requestsPerMinute: try row.integer("requests_per_minute"))
    }

    /// Nil when the session has ended.
    public func credentials(
        secretHash: [UInt8], address: String?
    ) async throws -> Credentials? {
        let rows = try await database.query(
            """
            select username, display_name, password_hash, former_hashes, \
            totp_secret_sealed, totp_offered_sealed, retry_after_seconds::bigint \
            from auth.credentials(secret_hash => $1, address => $2::inet)
            """, [.bytes(secretHash), Parameter(address)])
        guard rows.count > 0 else { return nil }
        let row = try rows.only()
        return Credentials(
            username: try row.string("username"), displayName: try row.string("display_name"),
            passwordHash: try row.string("password_hash"),
            formerHashes: try row.textArray("former_hashes").compactMap { $0 },
            sealedSecret: try row.optionalBytes("totp_secret_sealed"),
            offeredSecret: try row.optionalBytes("totp_offered_sealed"),
            retryAfterSeconds: try row.optionalInteger("retry_after_seconds") ?? 0)
    }

    /// Words that make a bad password, separated by spaces.
    public func commonWords() async throws -> String {
        try await database.query("select auth.common_words()").only().string(0)
    }

    /// Sets a password: JSON of the session to go on with, or of a problem.
    public func changePassword(
        secretHash: [UInt8], origin: Origin, change: PasswordChange, newSecretHash: [UInt8],
        refreshHash: [UInt8]
    ) async throws -> [UInt8] {
        try await answer(
            """
            select auth.change_password(secret_hash => $1, address => $2::inet, \
            request_id => $3, user_agent => $4, password_ok => $5, \
            password_length => $6::bigint::integer, findings => $7, new_hash => $8, \
            new_secret_hash => $9, refresh_hash => $10)::text
            """,
            [
                .bytes(secretHash), Parameter(origin.address), .text(origin.requestID),
                Parameter(origin.userAgent), .boolean(change.isPresentRight),
                Parameter(change.length), .textArray(change.findings), Parameter(change.newHash),
                .bytes(newSecretHash), .bytes(refreshHash),
            ])
    }

    /// Offers a second factor: JSON of the session, or of a problem.
    public func enrolFactor(
        secretHash: [UInt8], origin: Origin, proof: FactorProof, offered: [UInt8]
    ) async throws -> [UInt8] {
        try await answer(
            """
            select auth.enrol_factor(secret_hash => $1, address => $2::inet, request_id => $3, \
            password_ok => $4, totp_step => $5, recovery_hash => $6, offered_sealed => $7)::text
            """,
            [
                .bytes(secretHash), Parameter(origin.address), .text(origin.requestID),
                .boolean(proof.isPasswordRight), Parameter(proof.codeStep),
                Parameter(proof.recoveryHash), .bytes(offered),
            ])
    }

    /// Makes an offered second factor the person's: JSON of the session to go on with, or of a
    /// problem.
    public func confirmFactor(
        secretHash: [UInt8], origin: Origin, offered: [UInt8]?, codeStep: Int64?,
        recoveryHashes: [[UInt8]], newSecretHash: [UInt8], refreshHash: [UInt8]
    ) async throws -> [UInt8] {
        try await answer(
            """
            select auth.confirm_factor(secret_hash => $1, address => $2::inet, \
            request_id => $3, user_agent => $4, offered_sealed => $5, totp_step => $6, \
            recovery_hashes => $7, new_secret_hash => $8, refresh_hash => $9)::text
            """,
            [
                .bytes(secretHash), Parameter(origin.address), .text(origin.requestID),
                Parameter(origin.userAgent), Parameter(offered), Parameter(codeStep),
                .bytesArray(recoveryHashes), .bytes(newSecretHash), .bytes(refreshHash),
            ])
    }

    private func answer(_ sql: String, _ parameters: [Parameter]) async throws -> [UInt8] {
        try await database.query(sql, parameters).only().utf8(0)
    }
}
