import DeskDatabase
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Postgres

/// Answers one route: who asks, what was sent, one call, and the database's JSON as it is.
struct RouteResponder: HTTPResponder {
    typealias Context = DeskRequestContext

    /// A refusal that the database committed: the only member of the answer's object.
    private static let refusalPrefix = Array(#"{"problem": "#.utf8)

    private static let idempotencyKey = HTTPField.Name(RouteTable.idempotencyHeader)!
    private static let link = HTTPField.Name("Link")!
    /// The cursor of the next page, for who would rather not read a link.
    static let nextCursor = HTTPField.Name("Next-Cursor")!

    let route: Route
    let database: APIFunctions
    let authenticator: Authenticator
    let maker: SecretMaker
    let maximumBodyBytes: Int
    /// A thousand rows of the primary.
    private static let maximumBulkBytes = 1 << 20

    func respond(to request: Request, context: Context) async throws -> Response {
        let person = try await authenticator.person(of: request)
        try context.notes.identify(person.sub.value)
        let caller = APIFunctions.Caller(
            role: person.role, session: person.sec, requestID: context.requestID,
            address: context.address ?? "")
        let query = try RequestText.query(of: request)
        let made = try await maker.make(for: route)
        let parameters = try parameters(
            of: request, query: query, context: context, made: made)
        let body = try await RequestText.json(
            of: request, isAllowed: route.takesBody,
            maximumBytes: route.isBulk
                ? max(maximumBodyBytes, Self.maximumBulkBytes) : maximumBodyBytes)
        let key = route.isKeyed ? request.headers[Self.idempotencyKey] : nil
        if case .path(let name) = route.sources["order_id"],
            let order = context.parameters.get(name).flatMap(OrderNumbers.number)
        {
            context.notes.note(orders: [order])
        }
        let answer: APIFunctions.Answer
        do {
            answer = try await database.call(
                route.function, as: caller, body: body, parameters: parameters, key: key)
        } catch let error as PostgresError {
            await RefusalRecord(database: database).write(
                error, of: route.function, as: caller, context: context)
            throw inCallersWords(error)
        }
        if answer.json.starts(with: Self.refusalPrefix) { throw try Problem(refusal: answer.json) }
        if route.method != .get {
            context.notes.note(orders: OrderNumbers.found(in: answer.json))
        }
        return response(made.added(to: answer), to: request, query: query, context: context)
    }

    private func response(
        _ answer: APIFunctions.Answer, to request: Request, query: [String: String],
        context: Context
    ) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        if var location = route.location {
            for case .path(let name) in route.sources.values {
                location = location.replacing(
                    "{\(name)}", with: context.parameters.get(name) ?? "")
            }
            headers[.location] = location
        }
        if let cursor = answer.nextCursor {
            headers[Self.nextCursor] = cursor
            headers[Self.link] = nextPage(behind: cursor, of: request, query: query)
        }
        if route.method == .get {
            let tag = EntityTag.make(of: answer.json)
            headers[.eTag] = tag
            if EntityTag.isKnown(tag, to: request) {
                return Response(status: .notModified, headers: headers)
            }
        }
        let bytes = route.isDocument ? document(answer.json, headers: &headers) : answer.json
        let body = Gzip.body(bytes, for: request, headers: &headers)
        return Response(status: route.success, headers: headers, body: body)
    }

    /// The file that an answer `{media_type, file_name, content}` holds, to be kept by the reader
    /// and not run here.
    private func document(_ json: [UInt8], headers: inout HTTPFields) -> [UInt8] {
        guard let members = JSONValue(json: String(decoding: json, as: UTF8.self))?.object,
            let type = members["media_type"]?.string, let name = members["file_name"]?.string,
            let content = members["content"]?.string
        else { return json }
        headers[.contentType] = type
        headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return Array(content.utf8)
    }

    /// The address of the next page, as a link of relation `next` (RFC 8288).
    private func nextPage(
        behind cursor: String, of request: Request, query: [String: String]
    ) -> String {
        var query = query
        query["cursor"] = cursor
        let text = query.sorted { $0.key < $1.key }.map { name, value in
            PercentCoding.encode(name) + "=" + PercentCoding.encode(value)
        }.joined(separator: "&")
        return "<\(request.uri.path)?\(text)>; rel=\"next\""
    }

    /// What came by path, query and headers, as a JSON object of strings.
    private func parameters(
        of request: Request, query: [String: String], context: Context, made: SecretMaker.Made
    ) throws -> String {
        var query = query
        var members: [(name: String, json: String)] = []
        for parameter in route.function.parameters {
            switch route.sources[parameter.name] {
            case nil, .made: continue
            case .path(let name):
                guard let text = context.parameters.get(name).flatMap(PercentCoding.decode) else {
                    throw Problem(.invalidRequest, detail: "The path is not percent-encoded UTF-8")
                }
                members.append((parameter.name, JSONText.quoted(text)))
            case .query(let name):
                guard let text = query.removeValue(forKey: name) else { continue }
                members.append((parameter.name, JSONText.quoted(text)))
            case .header(let name):
                if let text = request.headers[HTTPField.Name(name)!] {
                    members.append((parameter.name, JSONText.quoted(text)))
                } else if parameter.isRequired {
                    throw Problem(.idempotencyKeyMissing, facts: ["header": .string(name)])
                }
            }
        }
        if let unknown = query.keys.sorted().first {
            throw Problem(.unknownField, facts: ["field": .string(unknown)])
        }
        return JSONText.object(members + made.parameters)
    }

    /// A refusal names the field as the caller knows it: a list's cursor is `cursor` to them.
    private func inCallersWords(_ error: PostgresError) -> any Error {
        guard error.serverError?.sqlState.isDeskRule == true else { return error }
        var problem = Problem(error)
        guard let field = problem.facts["field"]?.string else { return error }
        let name = route.outerName(of: field)
        if name == field { return error }
        problem = Problem(
            code: problem.code, title: problem.title,
            facts: problem.facts.merging(["field": .string(name)]) { $1 })
        return problem
    }
}
