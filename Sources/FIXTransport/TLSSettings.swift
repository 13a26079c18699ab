/// How a connection is encrypted, and who the other side must prove to be. There is no switch
/// that turns checking off: a certificate that is expired, of another name or of nobody we trust
/// ends the connection. TLS 1.2 and later only.
public struct TLSSettings: Sendable, Equatable {
    public enum TrustRoots: Sendable, Equatable {
        /// Those of the operating system.
        case system
        /// The certificates in a PEM file, and no others.
        case file(String)
    }

    /// Who may vouch for the other side.
    public var trustRoots: TrustRoots
    /// PEM file of our own certificate, followed by those up to the root. An acceptor must have
    /// one; an initiator needs one when the other side asks for it.
    public var certificateChainPath: String?
    /// PEM file of the key of our certificate, without a passphrase.
    public var privateKeyPath: String?
    /// The DNS name an initiator finds in the other side's certificate; nil: the host dialled,
    /// which may be an IP address that the certificate names.
    public var serverName: String?
    /// Whether an acceptor hangs up on clients without a certificate of the trust roots.
    public var requiresClientCertificate: Bool
    /// A handshake that takes longer has failed.
    public var handshakeLimit: Duration

    public init(
        trustRoots: TrustRoots = .system, certificateChainPath: String? = nil,
        privateKeyPath: String? = nil, serverName: String? = nil,
        requiresClientCertificate: Bool = false, handshakeLimit: Duration = .seconds(10)
    ) {
        self.trustRoots = trustRoots
        self.certificateChainPath = certificateChainPath
        self.privateKeyPath = privateKeyPath
        self.serverName = serverName
        self.requiresClientCertificate = requiresClientCertificate
        self.handshakeLimit = handshakeLimit
    }
}
