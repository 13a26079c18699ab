import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Puts what was read into templates and makes answers of it.
struct PageDrawing: Sendable {
    /// What a page or part is drawn from.
    struct Values {
        let page: Page
        let role: String
        let parameters: [String: String]
        let answers: PageReader.Answers
        /// Path and query as they were asked for.
        let address: String
    }

    static let mediaType = "text/html; charset=utf-8"

    let templates: PageTemplates
    let assets: PageAssets
    let pages: [Page]

    func page(_ values: Values, to request: Request) throws -> Response {
        let text = try templates.text(values.page.template, context(of: values))
        return answer(text, to: request)
    }

    /// The part alone; nothing but when it was read where the asker has it already.
    func part(_ part: PagePart, _ values: Values, to request: Request) throws -> Response {
        let tag = values.answers.tag(of: part)
        let headers: HTTPFields = [.eTag: tag, PageResponder.readAt: values.answers.readAt]
        if EntityTag.isKnown(tag, to: request) {
            return Response(status: .notModified, headers: headers)
        }
        let text = try templates.text(values.page.template(of: part), context(of: values))
        return answer(text, headers: headers, to: request)
    }

    /// A refusal as a page of its own.
    func problem(
        _ problem: Problem, to request: Request, context: DeskRequestContext
    ) throws -> Response {
        let text = problem.json(requestID: context.requestID)
        let members: [String: PageValue] = [
            "problem": try PageValueReader.value(of: Array(text.utf8)),
            "page": .members([
                "title": .text(problem.title), "assets": .text(assets.path),
                "address": .text(request.uri.string), "styles": assets.styles,
            ]),
        ]
        var headers = problem.headers
        headers[.wwwAuthenticate] = nil
        return answer(
            try templates.text("problem", .members(members)), status: problem.status,
            headers: headers, to: request)
    }

    /// A page that nobody has to be logged in for.
    func plain(_ page: Page, query: [String: String], to request: Request) throws -> Response {
        let values = Values(
            page: page, role: "", parameters: query, answers: PageReader.Answers(),
            address: request.uri.string)
        return answer(
            try templates.text(page.template, context(of: values)), to: request)
    }

    private func answer(
        _ text: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:],
        to request: Request
    ) -> Response {
        var headers = headers
        headers[.contentType] = Self.mediaType
        let body = Gzip.body(Array(text.utf8), for: request, headers: &headers)
        return Response(status: status, headers: headers, body: body)
    }

    private func context(of values: Values) -> PageValue {
        var members = values.answers.members
        members["role"] = .text(values.role)
        members["is_caller"] = .boolean(["ops_agent", "ops_supervisor"].contains(values.role))
        members["is_overseer"] = .boolean(
            ["ops_supervisor", "ops_admin", "auditor"].contains(values.role))
        members["is_decider"] = .boolean(
            ["ops_supervisor", "ops_admin"].contains(values.role))
        members["is_admin"] = .boolean(values.role == "ops_admin")
        members["read_at"] = .text(values.answers.readAt)
        members["tags"] = tags(of: values)
        members["query"] = .members(values.parameters.mapValues { .text($0) })
        members["page"] = .members([
            "title": .text(values.page.title), "address": .text(values.address),
            "template": .text(values.page.template), "assets": .text(assets.path),
            "styles": assets.styles,
            "modules": .list(values.page.modules.map { .text($0) }),
            "navigation": navigation(of: values),
        ])
        return .members(members)
    }

    /// By the names of the parts that were read, so that a script need not fetch again what it has.
    private func tags(of values: Values) -> PageValue {
        let parts = (values.page.parts + [.band]).filter { part in
            part.reads.contains { values.answers.json[$0.name] != nil }
        }
        return .members(
            Dictionary(parts.map { ($0.name, .text(values.answers.tag(of: $0))) }) { $1 })
    }

    private func navigation(of values: Values) -> PageValue {
        let role = Page.Role(rawValue: values.role)
        return .list(
            pages.compactMap { page in
                guard let entry = page.navigation, role.map(entry.roles.contains) == true else {
                    return nil
                }
                let isCurrent =
                    page.path == values.page.path
                    || values.page.navigation == nil && values.page.path.hasPrefix(page.path + "/")
                return .members([
                    "path": .text(page.path), "label": .text(entry.label),
                    "is_current": .boolean(isCurrent),
                ])
            })
    }
}
