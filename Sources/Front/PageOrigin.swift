import HTTPTypes
import HummingbirdCore

/// Whether a request that a browser sends with our cookie was made by our page.
///
/// Cookies go along with requests that other sites' pages cause. `SameSite=Strict` stops these in
/// today's browsers; this stops them here: only our own page can add the header, and a browser says
/// where a request comes from.
enum PageOrigin {
    /// The page sends this header with every change: another site's page cannot.
    static let header = HTTPField.Name("X-Irra-Page")!
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!

    /// Throws unless our page sent it.
    static func require(of request: Request) throws(Problem) {
        guard isPage(request) else {
            throw Problem(
                .notEntitled, detail: "A change with the page's cookie needs the page's header",
                facts: ["header": .string(header.rawName)])
        }
        try refuseForeign(request)
    }

    static func isPage(_ request: Request) -> Bool { request.headers[header] != nil }

    /// Throws when a browser says that another site's page made the request. Programs say nothing.
    static func refuseForeign(_ request: Request) throws(Problem) {
        if let site = request.headers[fetchSite], site != "same-origin", site != "none" {
            throw Problem(.notEntitled, detail: "Another site's page sent this")
        }
        // The scheme is the proxy's business; the host is ours on both sides of it.
        guard let origin = request.headers[.origin] else { return }
        guard let host = origin.firstRange(of: "://").map({ origin[$0.upperBound...] }),
            host == request.head.authority ?? ""
        else { throw Problem(.notEntitled, detail: "Another site's page sent this") }
    }
}
