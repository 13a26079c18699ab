public import Postgres

/// Everything a front needs to run. Secrets come as values: reading files is the caller's business.
public struct FrontConfiguration: Sendable {
    public var host: String
    /// 0 lets the system choose; see ``FrontService/init(configuration:logger:onListening:)``.
    public var port: Int
    /// Sessions as the front's own role, which owns nothing and can only become a person's role.
    public var database: PostgresConfiguration
    public var databaseConnections: Int
    /// Private keys (P-256, PEM) that sign tokens; the first signs, all verify.
    public var signingKeys: [String]
    /// The key of ``SecretBox``, base64url of 32 bytes.
    public var secretBoxKey: String
    /// Whether people reach the front over TLS: the cookie is marked so, and browsers are told to
    /// stay.
    public var isSecure: Bool
    /// With these the front itself speaks TLS, and ``isSecure`` is true whatever it says.
    public var tls: TLSFiles?
    /// Addresses and networks of reverse proxies whose `X-Forwarded-For` is believed.
    public var trustedProxies: [String]
    public var limits: Limits

    /// PEM files; the certificate's file holds its chain, too.
    public struct TLSFiles: Sendable, Hashable {
        public var certificate: String
        public var key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Bounds on what one client can take of the front.
    public struct Limits: Sendable {
        public var bodyBytes = 64 * 1024
        public var headerFieldBytes = 8 * 1024
        public var headerBytes = 16 * 1024
        public var headerCount = 64
        public var connections = 4096
        /// Of one address, unless it is a trusted proxy's.
        public var connectionsOfOneAddress = 2048
        /// Streams of `GET /events` at a time, in all and of one person.
        public var eventStreams = 2000
        public var eventStreamsOfOnePerson = 16
        /// A stream with nothing to tell sends a comment this often.
        public var heartbeat: Duration = .seconds(2)
        /// A connection on which nothing happens for this long is closed.
        public var idleTimeout: Duration = .seconds(30)
        /// A request must have arrived, body and all, this long after its head.
        public var requestDeadline: Duration = .seconds(10)
        /// A client that does not read its answer for this long is let go.
        public var writeDeadline: Duration = .seconds(20)
        /// A request waits this long for a database connection before it is answered 503.
        public var databaseWait: Duration = .milliseconds(500)
        /// A database connection that gets no further for this long takes no more requests.
        public var databaseStall: Duration = .milliseconds(100)
        /// Argon2 verifications at a time; each takes a core and 19 MiB.
        public var passwordChecks = 2

        public init() {}
    }

    public init(
        host: String = "127.0.0.1", port: Int = 8080, database: PostgresConfiguration,
        databaseConnections: Int = 16, signingKeys: [String], secretBoxKey: String,
        isSecure: Bool = false, tls: TLSFiles? = nil, trustedProxies: [String] = [],
        limits: Limits = Limits()
    ) {
        self.host = host
        self.port = port
        self.database = database
        self.databaseConnections = databaseConnections
        self.signingKeys = signingKeys
        self.secretBoxKey = secretBoxKey
        self.isSecure = isSecure || tls != nil
        self.tls = tls
        self.trustedProxies = trustedProxies
        self.limits = limits
    }
}
