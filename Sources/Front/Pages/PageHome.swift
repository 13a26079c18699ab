import HTTPTypes
import Hummingbird
import HummingbirdCore

/// `/` and `/page`: on to the first page of whoever is logged in, or to the log-in.
struct PageHome: HTTPResponder {
    typealias Context = DeskRequestContext

    static let paths = ["/", PageTable.root]
    /// Where to go after the log-in, as a query parameter; the log-in takes own paths only.
    static let next = "next"

    let authenticator: Authenticator
    let pages: [Page]

    func respond(to request: Request, context: Context) async throws -> Response {
        guard let person = try? await authenticator.person(of: request),
            let role = Page.Role(rawValue: person.role),
            let first = pages.first(where: { $0.navigation?.roles.contains(role) == true })
        else { return Self.redirect(to: PageTable.logIn.path) }
        return Self.redirect(to: first.path)
    }

    /// To the log-in and, after it, back to where the request was for.
    static func logIn(from request: Request) -> Response {
        redirect(
            to: PageTable.logIn.path + "?\(next)=" + PercentCoding.encode(request.uri.string))
    }

    private static func redirect(to path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}
