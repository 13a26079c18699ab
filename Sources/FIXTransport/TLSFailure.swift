internal import NIOSSL

/// Why an encrypted connection did not come about or broke, in words for a person.
struct TLSFailure: Error, CustomStringConvertible {
    let description: String

    static func tookTooLong(_ limit: Duration) -> TLSFailure {
        TLSFailure(description: "TLS: no handshake within \(limit)")
    }

    static let hungUp = TLSFailure(
        description: "TLS: the other side hung up during the handshake; it may not speak TLS here")

    /// - Parameters:
    ///   - certificate: what the other side showed, if it did.
    ///   - now: seconds since 1970.
    init(_ error: any Error, name: String?, certificate: NIOSSLCertificate?, now: Int64) {
        let text = String(describing: error)
        if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            self.init(
                description: "TLS: the certificate is of another name than "
                    + (name.map { "'\($0)'" } ?? "the address"))
        } else if text.contains("CERTIFICATE_VERIFY_FAILED") {
            self.init(description: "TLS: " + Self.distrust(certificate, now))
        } else if text.contains("PEER_DID_NOT_RETURN_A_CERTIFICATE") {
            self.init(description: "TLS: the client showed no certificate")
        } else if text.contains("CERTIFICATE_REQUIRED") {
            self.init(description: "TLS: the other side demands a certificate of ours")
        } else if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            self.init(description: "TLS: the other side does not speak TLS here")
        } else if text.contains("EOF during handshake") {
            self = .hungUp
        } else if let error = error as? NIOSSLError, error == .uncleanShutdown {
            self.init(description: "connection closed by the other side")
        } else {
            self.init(description: "TLS: " + (Self.libraryReason(text) ?? text))
        }
    }

    private init(description: String) {
        self.description = description
    }

    private static func distrust(_ certificate: NIOSSLCertificate?, _ now: Int64) -> String {
        guard let certificate else { return "the certificate is not trusted" }
        if Int64(certificate.notValidAfter) < now { return "the certificate has expired" }
        if Int64(certificate.notValidBefore) > now { return "the certificate is not valid yet" }
        return "the certificate is not signed by anybody we trust"
    }

    /// The library's own word for it, as `SSLV3_ALERT_CERTIFICATE_EXPIRED`.
    private static func libraryReason(_ text: String) -> String? {
        guard let start = text.firstRange(of: "OPENSSL_internal:")?.upperBound else { return nil }
        let word = text[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return word.isEmpty ? nil : word.lowercased().replacing("_", with: " ")
    }
}
