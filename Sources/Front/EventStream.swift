import Crypto
import DeskDatabase
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// `GET /events`: what changed, as server-sent events, for as long as the session lives and the
/// client stays.
///
/// An event has the number of ``EventHub``, so `Last-Event-ID` is enough to go on where a stream
/// broke off. `reset` says that something may have been missed: everything is to be read again.
struct EventStream: HTTPResponder {
    typealias Context = DeskRequestContext

    static let path = "/events"
    static let mediaType = "text/event-stream"
    static let lastEventID = HTTPField.Name("Last-Event-ID")!
    /// A client waits this long before it comes again.
    private static let retryMilliseconds = 2000

    let route: Route
    let database: APIFunctions
    let authenticator: Authenticator
    let hub: EventHub

    func respond(to request: Request, context: Context) async throws -> Response {
        let person = try await authenticator.person(of: request)
        try context.notes.identify(person.sub.value)
        let caller = APIFunctions.Caller(
            role: person.role, session: person.sec, requestID: context.requestID,
            address: context.address ?? "")
        if let unknown = try RequestText.query(of: request).keys.min() {
            throw Problem(.unknownField, facts: ["field": .string(unknown)])
        }
        _ = try await RequestText.json(of: request, isAllowed: false, maximumBytes: 0)
        let last = request.headers[Self.lastEventID].map { ("last_event_id", JSONText.quoted($0)) }
        let answer = try await database.call(
            route.function, as: caller, parameters: JSONText.object(last.map { [$0] } ?? []))
        guard let begin = JSONValue(json: String(decoding: answer.json, as: UTF8.self))?.object,
            case .number(let number)? = begin["after"], let after = Int64("\(number)")
        else { throw Problem(.invariantBroken) }
        if request.method == .head {
            return Response(status: .ok, headers: [.contentType: Self.mediaType])
        }
        return try response(
            for: person, after: after, reset: begin["reset"]?.string, context: context)
    }

    private func response(
        for person: AccessToken, after: Int64, reset: String?, context: Context
    ) throws -> Response {
        let session = Array(SHA256.hash(data: Array(person.sec.utf8)))
        let identifier: UInt64
        let chunks: AsyncStream<ByteBuffer>
        do {
            (identifier, chunks) = try hub.open(
                person: person.sub.value, session: session, after: after)
        } catch {
            throw Problem(
                .tooManyAttempts, detail: "Too many streams of events are open",
                facts: ["retry_after_seconds": 5])
        }
        // A client that has gone is noticed at once where the system tells, else by a heartbeat.
        context.channel?.closeFuture.whenComplete { _ in hub.close(identifier) }
        var beginning = ByteBuffer(string: "retry: \(Self.retryMilliseconds)\n")
        if let reset {
            beginning.writeString(
                "id: \(after)\nevent: reset\ndata: {\"reason\":\"\(reset)\"}\n\n")
        } else {
            beginning.writeString("id: \(after)\nevent: begin\ndata: {}\n\n")
        }
        let body = ResponseBody { [beginning, hub] writer in
            defer { hub.close(identifier) }
            try await withGracefulShutdownHandler {
                try await writer.write(beginning)
                for await chunk in chunks { try await writer.write(chunk) }
            } onGracefulShutdown: {
                hub.close(identifier)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: Self.mediaType, HTTPField.Name("X-Accel-Buffering")!: "no",
            ], body: body)
    }
}
