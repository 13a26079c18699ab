import HTTPTypes
import HummingbirdCore

/// Headers that tell a browser what it may not do with our answers.
struct SecurityHeaders: Sendable {
    /// Everything from this host, nothing inline, no frames, no forms that go elsewhere.
    static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    private let fields: HTTPFields

    /// `isSecure`: the front is reached over TLS, and browsers shall never try without it again.
    init(isSecure: Bool) {
        var fields = HTTPFields()
        fields[.contentSecurityPolicy] = Self.contentSecurityPolicy
        fields[.xContentTypeOptions] = "nosniff"
        fields[HTTPField.Name("X-Frame-Options")!] = "DENY"
        fields[HTTPField.Name("Referrer-Policy")!] = "no-referrer"
        fields[HTTPField.Name("Cross-Origin-Opener-Policy")!] = "same-origin"
        fields[HTTPField.Name("Cross-Origin-Resource-Policy")!] = "same-origin"
        fields[HTTPField.Name("Permissions-Policy")!] =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        if isSecure { fields[.strictTransportSecurity] = "max-age=31536000" }
        self.fields = fields
    }

    /// Adds them; what is about clients is kept by nobody unless the answer itself says otherwise.
    func add(to response: inout Response) {
        for field in fields { response.headers.append(field) }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }
}
