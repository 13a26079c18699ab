import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Scripts, styles and pictures of the pages, from memory, under an address that changes with
/// them: a browser asks for each once, and never has some of one version and some of another.
struct PageAssets: HTTPResponder {
    typealias Context = DeskRequestContext

    static let root = "/assets"
    static let route = root + "/{version}/{name}"
    static let folder = "Assets"
    private static let types = [
        "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
        "svg": "image/svg+xml",
    ]

    struct Asset: Sendable {
        let contentType: String
        let plain: ByteBuffer
        let compressed: ByteBuffer?
    }

    let files: [String: Asset]
    let version: String

    /// `/assets/VERSION`, what the pages' addresses begin with.
    var path: String { "\(Self.root)/\(version)" }

    /// Style sheets, in the order of their names: the first is the base of the others.
    var styles: PageValue {
        .list(files.keys.filter { $0.hasSuffix(".css") }.sorted().map { .text($0) })
    }

    /// Throws ``StaticFile/Missing`` when the program was installed without them.
    init() throws {
        let folder = StaticFile.location(Self.folder)
        guard
            let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        else { throw StaticFile.Missing(name: Self.folder) }
        var files: [String: Asset] = [:]
        var digest = SHA256()
        for name in names {
            guard let type = Self.types[String(name.split(separator: ".").last ?? "")] else {
                continue
            }
            let data = try StaticFile.data("\(Self.folder)/\(name)")
            digest.update(data: Data(name.utf8))
            digest.update(data: data)
            let compressed =
                data.count >= Gzip.minimumBytes ? Gzip.compress(Array(data)) : nil
            files[name] = Asset(
                contentType: type, plain: ByteBuffer(bytes: data),
                compressed: compressed.map { ByteBuffer(bytes: $0) })
        }
        self.files = files
        version = Base64URL.encode(digest.finalize().prefix(9))
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        guard let asset = context.parameters.get("name").flatMap({ files[$0] }) else {
            throw Problem(.notFound, detail: "There is no such address")
        }
        // While fronts are replaced one by one a page of the one may ask the other.
        let isOurs = context.parameters.get("version") == version
        var headers: HTTPFields = [
            .contentType: asset.contentType, .vary: "Accept-Encoding",
            .cacheControl: isOurs ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        guard let compressed = asset.compressed, Gzip.isAccepted(by: request) else {
            return Response(
                status: .ok, headers: headers, body: ResponseBody(byteBuffer: asset.plain))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: compressed))
    }
}
