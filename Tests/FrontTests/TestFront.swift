import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres

@testable import Front

/// A front with keys of its own over any database.
struct TestFront: Sendable {
    let signingKey = SigningKey.makePEM()
    let secretBoxKey = SecretBox.makeKey()
    let configuration: FrontConfiguration
    let database: any StatementRunner

    init(database: any StatementRunner, change: (inout FrontConfiguration) -> Void = { _ in }) {
        var configuration = FrontConfiguration(
            port: 0, database: PostgresConfiguration(conninfo: "", applicationName: "test"),
            signingKeys: [signingKey], secretBoxKey: secretBoxKey)
        configuration.limits.bodyBytes = 2048
        change(&configuration)
        self.configuration = configuration
        self.database = database
    }

    /// Runs requests; `.router` without a socket, `.live` over one.
    func run<Value>(
        _ setup: TestingSetup = .router,
        _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Value
    ) async throws -> Value {
        var logger = Logger(label: "front")
        logger.logLevel = .critical
        let application = try await FrontApplication.build(
            configuration, database: database, logger: logger)
        return try await application.test(setup) { try await test($0) }
    }

    /// A token this front takes for its own; the session is the database's business.
    func token(role: String = "ops_agent", secret: String = "secret of arun") async throws -> String
    {
        try await AccessTokens(pems: [signingKey]).sign(
            AccessToken(person: "1", role: role, session: "test", secret: secret))
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    var members: [String: JSONValue] { JSONValue(json: text)?.object ?? [:] }

    var code: String? { members["code"]?.string }
}

extension TestClientProtocol {
    /// A request with a JSON body and a bearer token.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, token: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> TestResponse {
        var fields = HTTPFields()
        if body != nil { fields[.contentType] = "application/json" }
        if let token { fields[.authorization] = "Bearer \(token)" }
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value }
        return try await execute(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
    }
}
