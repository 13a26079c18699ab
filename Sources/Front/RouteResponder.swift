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

    let route: Route
    let database: APIFunctions
    let authenticator: Authenticator
    let maker: SecretMaker
    let maximumBodyBytes: Int

    func respond(to request: Request, context: Context) async throws -> Response {
        let person = try await authenticator.person(of: request)
        let caller = APIFunctions.Caller(
            role: person.role, session: person.sec, requestID: context.requestID,
            address: context.address ?? "")
        let made = try await maker.make(for: route)
        let parameters = try parameters(of: request, context: context, made: made)
        let body = try await RequestText.json(
            of: request, isAllowed: route.takesBody, maximumBytes: maximumBodyBytes)
        let answer: [UInt8]
        do {
            answer = try await database.call(
                route.function, as: caller, body: body, parameters: parameters)
        } catch let error as PostgresError {
            await record(error, caller: caller, context: context)
            throw error
        }
        if answer.starts(with: Self.refusalPrefix) { throw try Problem(refusal: answer) }
        return response(made.added(to: answer), context: context)
    }

    private func response(_ answer: [UInt8], context: Context) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        if var location = route.location {
            for case .path(let name) in route.sources.values {
                location = location.replacing(
                    "{\(name)}", with: context.parameters.get(name) ?? "")
            }
            headers[.location] = location
        }
        return Response(
            status: route.success, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer)))
    }

    /// What came by path, query and headers, as a JSON object of strings.
    private func parameters(
        of request: Request, context: Context, made: SecretMaker.Made
    ) throws -> String {
        var query = try RequestText.query(of: request)
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

    /// A raised rule undid what the call had written; that it was tried is written down on its own.
    ///
    /// The answer does not depend on the record.
    private func record(_ error: PostgresError, caller: APIFunctions.Caller, context: Context) async
    {
        guard let error = error.serverError, error.sqlState.isDeskRule else { return }
        do {
            try await database.recordRefusal(
                of: route.function, as: caller, code: error.sqlState.rawValue, detail: error.detail)
        } catch {
            context.logger.error(
                "a refusal could not be recorded",
                metadata: [
                    "function": "\(route.function.name)",
                    "error": "\((error as? PostgresError)?.detailForLog ?? "\(error)")",
                ])
        }
    }
}
