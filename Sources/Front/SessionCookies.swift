import HTTPTypes

/// The page's two cookies; they come and go together.
struct SessionCookies: Sendable {
    let access: SessionCookie
    let refresh: SessionCookie

    init(isSecure: Bool) {
        access = .access(isSecure: isSecure)
        refresh = .refresh(isSecure: isSecure)
    }

    func clear(in headers: inout HTTPFields) {
        for cookie in [access, refresh] {
            headers.append(HTTPField(name: .setCookie, value: cookie.clearing))
        }
    }
}
