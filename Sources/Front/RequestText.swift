import HTTPTypes
import HummingbirdCore
import NIOCore

/// Reading a request strictly: what is not plainly right is refused before anybody interprets it.
enum RequestText {
    static let maximumQueryParameters = 32

    /// The body as text, `{}` when there is none.
    ///
    /// PostgreSQL reads the JSON. What it could not be given is refused here: bytes that are not
    /// UTF-8, NUL characters, and what ``JSONCheck`` finds.
    static func json(
        of request: Request, isAllowed: Bool, maximumBytes: Int
    ) async throws -> String {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > maximumBytes
        {
            throw tooLarge(maximumBytes)
        }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: maximumBytes)
        } catch is NIOTooManyBytesError {
            throw tooLarge(maximumBytes)
        }
        guard buffer.readableBytes > 0 else { return "{}" }
        guard isAllowed else {
            throw Problem(.invalidRequest, detail: "This request takes no body")
        }
        guard isJSON(request.headers[.contentType]) else { throw Problem(.unsupportedMediaType) }
        guard let text = String(validating: buffer.readableBytesView, as: UTF8.self) else {
            throw Problem(.invalidRequest, detail: "The body is not UTF-8")
        }
        guard !text.utf8.contains(0) else {
            throw Problem(.invalidRequest, detail: "The body holds a NUL character")
        }
        do {
            try JSONCheck.check(Array(buffer.readableBytesView))
        } catch {
            throw Problem(
                .invalidRequest, detail: "The body is not good JSON: \(error.reason)",
                facts: ["offset": .init(integerLiteral: error.offset)])
        }
        return text
    }

    /// The query's parameters, each of which may come once. A browser's forms write a space as a
    /// plus sign (`isOfForm`); programs mean a plus sign by it.
    static func query(
        of request: Request, isOfForm: Bool = false
    ) throws -> [String: String] {
        guard var query = request.uri.query, !query.isEmpty else { return [:] }
        if isOfForm { query = query.replacing("+", with: "%20") }
        var parameters: [String: String] = [:]
        let pairs = query.split(separator: "&")
        guard pairs.count <= maximumQueryParameters else {
            throw Problem(.invalidRequest, detail: "Too many query parameters")
        }
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(parts[0]),
                let value = PercentCoding.decode(parts.count == 2 ? parts[1] : "")
            else {
                throw Problem(.invalidRequest, detail: "The query is not percent-encoded UTF-8")
            }
            guard parameters.updateValue(value, forKey: name) == nil else {
                throw Problem(
                    .invalidRequest, detail: "A query parameter is repeated",
                    facts: ["field": .string(name)])
            }
        }
        return parameters
    }

    /// Whether the query names the parameter, whatever else is wrong with it.
    static func has(_ name: String, in request: Request) -> Bool {
        request.uri.query?.split(separator: "&").contains {
            $0 == name || $0.hasPrefix(name + "=")
        } ?? false
    }

    private static func tooLarge(_ maximumBytes: Int) -> Problem {
        Problem(.requestTooLarge, facts: ["maximum_bytes": .init(integerLiteral: maximumBytes)])
    }

    /// `application/json`, with parameters or without.
    private static func isJSON(_ contentType: String?) -> Bool {
        let type = contentType?.split(separator: ";").first?.lowercased() ?? ""
        return type.filter { $0 != " " && $0 != "\t" } == "application/json"
    }
}
