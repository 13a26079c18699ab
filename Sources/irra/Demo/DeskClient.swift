import AsyncHTTPClient
import FoundationEssentials
import NIOCore

/// One person's way into the desk: the HTTP front, as the page or curl would use it.
struct DeskClient: Sendable {
    /// An answer of the front: its status and its JSON.
    struct Answer: Sendable {
        let status: UInt
        let body: Data

        func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(type, from: body)
        }
    }

    /// Longest the demo waits for an answer.
    private static let patience = TimeAmount.seconds(10)
    private static let largestAnswer = 4 << 20

    let origin: String
    private(set) var token: String?

    init(host: String, port: Int) {
        origin = "http://\(host):\(port)"
    }

    /// Logs in with both factors; later calls carry the token.
    mutating func logIn(username: String, password: String, otp: String) async throws {
        let answer = try await call(
            "POST", "/auth/login",
            body: [
                "username": .text(username), "password": .text(password), "otp": .text(otp),
            ])
        guard answer.status == 200 else { throw unexpected(answer, "log-in of \(username)") }
        token = try answer.decoded(as: LogIn.self).token
    }

    /// Sends JSON of string members and answers whatever the front says.
    func call(
        _ method: String, _ path: String, body: [String: DemoValue]? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: origin + path)
        request.method = .RAW(value: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(try Array(JSONEncoder().encode(body)))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: Self.patience)
        let bytes = try await response.body.collect(upTo: Self.largestAnswer)
        return Answer(status: response.status.code, body: Data(bytes.readableBytesView))
    }

    /// The decoded answer of a call that must end with this status.
    func require<Value: Decodable>(
        _ status: UInt, _ method: String, _ path: String, body: [String: DemoValue]? = nil,
        headers: [String: String] = [:], as type: Value.Type
    ) async throws -> Value {
        let answer = try await call(method, path, body: body, headers: headers)
        guard answer.status == status else { throw unexpected(answer, "\(method) \(path)") }
        return try answer.decoded(as: type)
    }

    private func unexpected(_ answer: Answer, _ what: String) -> DemoError {
        DemoError(
            "\(what) was answered \(answer.status): \(String(decoding: answer.body, as: UTF8.self))"
        )
    }

    private struct LogIn: Decodable {
        let token: String
    }
}
