import DeskDatabase
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// `GET /readyz`: whether a load balancer should send people here, which the database says.
struct Readiness: HTTPResponder {
    typealias Context = DeskRequestContext

    let database: APIFunctions

    func respond(to request: Request, context: Context) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try await database.health())))
    }
}
