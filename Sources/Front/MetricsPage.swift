import DeskDatabase
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// `GET /metrics`: what this front counts, then what the desk's monitor read last. A database that
/// is away costs only its own part, and shows: `irra_database_reachable` is 0.
struct MetricsPage: HTTPResponder {
    typealias Context = DeskRequestContext

    let metrics: RequestMetrics
    let database: APIFunctions

    func respond(to request: Request, context: Context) async throws -> Response {
        var body = ByteBuffer(string: metrics.text)
        let figures = try? await database.metrics()
        body.writeString(
            """
            # HELP irra_database_reachable Whether the desk's database answered just now.
            # TYPE irra_database_reachable gauge
            irra_database_reachable \(figures == nil ? 0 : 1)

            """)
        body.writeBytes(figures ?? [])
        return Response(
            status: .ok,
            headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: body))
    }
}
