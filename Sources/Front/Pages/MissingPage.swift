import Hummingbird
import HummingbirdCore

/// An address below `/page` that is none, answered as a page.
struct MissingPage: HTTPResponder {
    typealias Context = DeskRequestContext

    let drawing: PageDrawing

    func respond(to request: Request, context: Context) async throws -> Response {
        try drawing.problem(
            Problem(.notFound, detail: "There is no such page"), to: request, context: context)
    }
}
