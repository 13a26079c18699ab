import CZlib
import HTTPTypes
import HummingbirdCore
import NIOCore

/// Answers as gzip (RFC 1952) for who accepts it, where it pays.
enum Gzip {
    /// Smaller answers fit a packet or two anyway.
    static let minimumBytes = 1400
    /// Speed before size: the link to a browser on the desk is not slow.
    private static let level: Int32 = 3

    /// Compresses the answer's JSON when the caller accepts gzip; otherwise the bytes as they are.
    static func body(
        _ bytes: [UInt8], for request: Request, headers: inout HTTPFields
    ) -> ResponseBody {
        guard bytes.count >= minimumBytes else {
            return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        }
        headers[.vary] = "Accept-Encoding"
        guard isAccepted(by: request), let compressed = compress(bytes) else {
            return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        }
        headers[.contentEncoding] = "gzip"
        return ResponseBody(byteBuffer: ByteBuffer(bytes: compressed))
    }

    /// Whether `Accept-Encoding` names gzip, or everything, and not with quality 0.
    static func isAccepted(by request: Request) -> Bool {
        var isAnythingAccepted = false
        for field in request.headers[values: .acceptEncoding] {
            for coding in field.split(separator: ",") {
                let parts = coding.split(separator: ";")
                let name = (parts.first ?? "").filter { $0 != " " }.lowercased()
                let isRefused = parts.dropFirst().contains { parameter in
                    let text = parameter.filter { $0 != " " }.lowercased()
                    return text.hasPrefix("q=") && Double(text.dropFirst(2)) == 0
                }
                if name == "gzip" || name == "x-gzip" { return !isRefused }
                if name == "*" { isAnythingAccepted = !isRefused }
            }
        }
        return isAnythingAccepted
    }

    /// Nil when zlib has no memory: the answer then goes as it is.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        guard irra_gzip_begin(&stream, level) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        var input = bytes
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { return nil }
        output.removeLast(Int(stream.avail_out))
        return output
    }
}
