/// What is wrong with TLS settings; each names the file or setting. No key material is shown.
public enum TLSError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case noCertificate(path: String)
    case noKey(path: String)
    case certificateWithoutKey
    case keyWithoutCertificate
    /// An acceptor has to show a certificate.
    case certificateMissing
    case keyOfAnotherCertificate(certificate: String, key: String)
    /// A name to check that is none; an IP address must be the host itself.
    case badServerName(String)
    case unusable(String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "TLS file \(path) cannot be read: \(reason)"
        case .noCertificate(let path): "TLS file \(path) holds no PEM certificate"
        case .noKey(let path): "TLS file \(path) holds no PEM key without a passphrase"
        case .certificateWithoutKey: "TLS certificate without the file of its key"
        case .keyWithoutCertificate: "TLS key without the file of its certificate"
        case .certificateMissing: "TLS needs a certificate to listen with"
        case .keyOfAnotherCertificate(let certificate, let key):
            "TLS key \(key) is not that of the certificate \(certificate)"
        case .badServerName(let name): "TLS server name '\(name)' is no DNS name"
        case .unusable(let reason): "TLS cannot be set up: \(reason)"
        }
    }
}
