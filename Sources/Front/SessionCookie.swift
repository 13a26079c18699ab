import HTTPTypes
import HummingbirdCore

/// A cookie that keeps the ops page logged in: out of reach of scripts and of other sites.
struct SessionCookie: Sendable {
    /// Sent over TLS only; false only where the front is reached without TLS, on one's own machine.
    let isSecure: Bool
    /// The browser sends it to addresses below this one.
    let path: String
    let name: String

    /// Carries the access token with every request.
    static func access(isSecure: Bool) -> SessionCookie {
        .init(isSecure: isSecure, path: "/", name: isSecure ? "__Host-irra" : "irra")
    }

    /// Carries the refresh token, to the one address that takes it.
    static func refresh(isSecure: Bool) -> SessionCookie {
        .init(
            isSecure: isSecure, path: RefreshSession.path,
            name: isSecure ? "__Secure-irra-refresh" : "irra-refresh")
    }

    func value(in request: Request) -> String? {
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2 else { continue }
                if parts[0].filter({ $0 != " " }) == name { return String(parts[1]) }
            }
        }
        return nil
    }

    func setting(_ token: String, maximumAgeSeconds: Int64) -> String {
        "\(name)=\(token); Path=\(path); HttpOnly; SameSite=Strict; Max-Age=\(maximumAgeSeconds)"
            + (isSecure ? "; Secure" : "")
    }

    var clearing: String { setting("", maximumAgeSeconds: 0) }
}
