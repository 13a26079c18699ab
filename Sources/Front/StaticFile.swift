import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// One file that is served as it is, read once at start and answered from memory.
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
        let data = try Self.data(name)
        contents = ByteBuffer(bytes: data)
        self.contentType = contentType
        tag = "\"" + Base64URL.encode(SHA256.hash(data: data).prefix(12)) + "\""
    }

    static func data(_ name: String) throws(Missing) -> Data {
        guard let data = try? Data(contentsOf: location(name)) else { throw Missing(name: name) }
        return data
    }

    /// Where a resource lies. Not `resourceURL`: a folder named Resources is taken for a bundle's
    /// own, or not, by layout.
    static func location(_ name: String) -> URL {
        Bundle.module.bundleURL.appending(path: "Resources/\(name)")
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        // A new version is there at the next look, an old one costs an empty answer.
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
