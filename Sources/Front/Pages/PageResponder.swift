import DeskDatabase
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Postgres

/// Answers one page, or one part of it with a tag to ask again by.
///
/// A page is refused as a page; a part, which a script asks for, as a problem like any route.
struct PageResponder: HTTPResponder {
    typealias Context = DeskRequestContext

    /// When a part was read by the database's clock, for the answer without a body, too.
    static let readAt = HTTPField.Name("Irra-Read-At")!
    static let partParameter = "part"

    let page: Page
    let reader: PageReader
    let authenticator: Authenticator
    let drawing: PageDrawing

    func respond(to request: Request, context: Context) async throws -> Response {
        if RequestText.has(Self.partParameter, in: request) || PageOrigin.isPage(request) {
            return try await answer(to: request, context: context)
        }
        do {
            return try await answer(to: request, context: context)
        } catch let error as PostgresError {
            context.logger.warning("page", metadata: ["details": "\(error.detailForLog)"])
            return try drawing.problem(Problem(error), to: request, context: context)
        } catch let problem as Problem {
            if problem.status == .unauthorized { return PageHome.logIn(from: request) }
            return try drawing.problem(problem, to: request, context: context)
        }
    }

    private func answer(to request: Request, context: Context) async throws -> Response {
        let person = try await authenticator.person(of: request)
        try context.notes.identify(person.sub.value)
        let caller = APIFunctions.Caller(
            role: person.role, session: person.sec, requestID: context.requestID,
            address: context.address ?? "")
        var query = try RequestText.query(of: request, isOfForm: true)
        let part = try query.removeValue(forKey: Self.partParameter).map(part)
        let reads = (part?.reads ?? page.reads(for: person.role)).filter { $0.isFor(person.role) }
        let parameters = try parameters(query: query, context: context)
        let answers = try await reader.read(
            reads, parameters: parameters, as: caller, context: context)
        let values = PageDrawing.Values(
            page: page, role: person.role, parameters: parameters, answers: answers,
            address: request.uri.string)
        guard let part else { return try drawing.page(values, to: request) }
        return try drawing.part(part, values, to: request)
    }

    private func part(_ name: String) throws(Problem) -> PagePart {
        guard let part = page.part(name) else {
            throw Problem(.notFound, facts: ["part": .string(name)])
        }
        return part
    }

    /// What came by path and query, under the names that the page gives them; what no part of the
    /// page takes is refused.
    private func parameters(
        query: [String: String], context: Context
    ) throws(Problem) -> [String: String] {
        var parameters: [String: String] = [:]
        let sources = Set(page.parts.flatMap(\.reads).flatMap(\.sources.values))
        for case .path(let name) in sources {
            guard let text = context.parameters.get(name).flatMap(PercentCoding.decode) else {
                throw Problem(.invalidRequest, detail: "The path is not percent-encoded UTF-8")
            }
            parameters[name] = text
        }
        for (name, text) in query {
            guard sources.contains(.query(name)) || isWritten(name) else {
                throw Problem(.unknownField, facts: ["field": .string(name)])
            }
            // A form that is sent as it is names its empty fields, too.
            if !text.isEmpty { parameters[name] = text }
        }
        return parameters
    }

    private func isWritten(_ name: String) -> Bool {
        page.parts.contains { $0.written.contains(name) }
    }
}
