import HTTPTypes
import HummingbirdCore

/// The cookie that keeps the ops page logged in: out of reach of scripts and of other sites.
struct SessionCookie: Sendable {
    /// Sent over TLS only; false only where the front is reached without TLS, on one's own machine.
    let isSecure: Bool

    var name: String { isSecure ? "__Host-irra" : "irra" }

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
        "\(name)=\(token); Path=/; HttpOnly; SameSite=Strict; Max-Age=\(maximumAgeSeconds)"
            + (isSecure ? "; Secure" : "")
    }

    var clearing: String { setting("", maximumAgeSeconds: 0) }
}
