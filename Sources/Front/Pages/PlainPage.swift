import Hummingbird
import HummingbirdCore

/// A page that reads nothing, for who is not logged in yet: the log-in.
struct PlainPage: HTTPResponder {
    typealias Context = DeskRequestContext

    let page: Page
    let drawing: PageDrawing

    func respond(to request: Request, context: Context) async throws -> Response {
        // What the query holds is the script's business; a template shows nothing of it.
        try drawing.plain(page, query: [:], to: request)
    }
}
