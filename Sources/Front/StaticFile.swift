import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// One file of the ops page, read once at start and answered from memory.
struct StaticFile: HTTPResponder {
    typealias Context = DeskRequestContext

    struct Missing: Error, CustomStringConvertible {
        let name: String
        var description: String { "the file \(name) is missing from the front's resources" }
    }

    private let contents: ByteBuffer
    private let contentType: String
    private let tag: String

    /// Throws ``Missing`` when the program was installed without it.
    init(_ name: String, contentType: String) throws(Missing) {
        guard let folder = Bundle.module.resourceURL,
            let data = try? Data(contentsOf: folder.appending(path: "Resources/\(name)"))
        else { throw Missing(name: name) }
        contents = ByteBuffer(bytes: data)
        self.contentType = contentType
        tag = "\"" + Base64URL.encode(SHA256.hash(data: data).prefix(12)) + "\""
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        // A new version of the page is there at the next look, an old one costs an empty answer.
        let headers: HTTPFields = [
            .contentType: contentType, .eTag: tag, .cacheControl: "no-cache",
        ]
        if request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: contents))
    }
}
