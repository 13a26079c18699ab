import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// A refusal as `application/problem+json` (RFC 9457), with our `code` and the request's number.
struct Problem: Error, Sendable {
    static let mediaType = "application/problem+json"
    /// Members the format gives a meaning to; facts of these names are not shown.
    private static let reserved: Set<String> = [
        "type", "title", "status", "detail", "instance", "code", "request_id",
    ]

    let code: String
    let status: HTTPResponse.Status
    let title: String
    /// What is particular, in words.
    var detail: String?
    /// What is particular, for programs: `{"field": "quantity", "available": 75}`.
    var facts: [String: JSONValue]
    var headers: HTTPFields = [:]

    init(_ code: ErrorCode, detail: String? = nil, facts: [String: JSONValue] = [:]) {
        self.init(code: code.rawValue, title: code.title, detail: detail, facts: facts)
    }

    /// A refusal in the database's words; a code that is newer than this program gets its class's
    /// status.
    init(code: String, title: String, detail: String? = nil, facts: [String: JSONValue] = [:]) {
        let known = ErrorCode(rawValue: code)
        self.code = code
        self.title = title
        status = known?.status ?? ErrorCode.status(ofUnknown: code)
        self.detail = detail ?? facts["detail"]?.string ?? Self.words(facts)
        self.facts = facts
        switch known {
        case .databaseBusy, .tookTooLong, .leaseLost: headers[.retryAfter] = "1"
        case .notAuthenticated, .oneTimeCodeNeeded, .sessionEnded:
            headers[.wwwAuthenticate] = "Bearer realm=\"irra\""
        case .tooManyAttempts:
            if let seconds = facts["retry_after_seconds"] { headers[.retryAfter] = seconds.json }
        default: break
        }
    }

    func response(requestID: String) -> Response {
        var headers = self.headers
        headers[.contentType] = Self.mediaType
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: json(requestID: requestID))))
    }

    func json(requestID: String) -> String {
        var members: [(name: String, json: String)] = [
            ("type", JSONText.quoted("urn:irra:error:\(code)")),
            ("title", JSONText.quoted(title)),
            ("status", String(status.code)),
        ]
        if let detail { members.append(("detail", JSONText.quoted(detail))) }
        members.append(("code", JSONText.quoted(code)))
        members.append(("request_id", JSONText.quoted(requestID)))
        for (name, value) in facts.sorted(by: { $0.key < $1.key })
        where !Self.reserved.contains(name) {
            members.append((name, value.json))
        }
        return JSONText.object(members)
    }

    private static func words(_ facts: [String: JSONValue]) -> String? {
        let words = facts.sorted { $0.key < $1.key }.map { name, value in
            "\(name.replacing("_", with: " ")): \(value.string ?? value.json)"
        }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
