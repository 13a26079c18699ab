import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import Front

/// What the front says without the database's help.
@Suite struct FrontDoorTests {
    let database = UnreachableDatabase(.poolExhausted)

    @Test func `what is not there is 404, another method 405 with Allow, both as problems`()
        async throws
    {
        try await TestFront(database: database).run { client in
            let missing = try await client.send(.get, "/nothing/here")
            #expect(missing.status == .notFound)
            #expect(missing.code == "IR104")
            #expect(missing.headers[.contentType] == "application/problem+json")
            for route in RouteTable.routes {
                let path = route.path.replacing(#/\{[A-Za-z]+\}/#, with: "1")
                let others = [HTTPRequest.Method.put, .patch, .delete, .post].filter { other in
                    !RouteTable.routes.contains { $0.path == route.path && $0.method == other }
                }
                let answer = try await client.send(try #require(others.first), path)
                #expect(answer.status == .methodNotAllowed, "\(path)")
                #expect(answer.code == "IR109")
                #expect(answer.headers[.allow]?.contains(route.method.rawValue) == true)
            }
        }
        #expect(database.callCount == 0)
    }

    @Test
    func `every route for people asks for a token and does not reach the database without one`()
        async throws
    {
        try await TestFront(database: database).run { client in
            for route in RouteTable.routes {
                let path = route.path.replacing(#/\{[A-Za-z]+\}/#, with: "1")
                for token in [nil, "", "a.b.c", "Bearer"] {
                    let body = route.takesBody ? "{}" : nil
                    let answer = try await client.send(route.method, path, body, token: token)
                    #expect(answer.status == .unauthorized, "\(path)")
                    #expect(answer.code == "IR401")
                    #expect(answer.headers[.wwwAuthenticate] != nil)
                }
            }
        }
        #expect(database.callCount == 0)
    }

    @Test
    func `a body that is not JSON by name, too large, not UTF-8 or with NUL is refused unread`()
        async throws
    {
        let front = TestFront(database: database)
        let token = try await front.token()
        try await front.run { client in
            let plain = try await client.send(
                .post, "/calls", "{}", token: token, headers: ["Content-Type": "text/plain"])
            #expect(plain.status == .unsupportedMediaType)
            #expect(plain.code == "IR111")
            let charset = try await client.send(
                .post, "/calls", "{}", token: token,
                headers: ["Content-Type": "Application/JSON; charset=utf-8"])
            #expect(charset.status == .serviceUnavailable)
            let large = try await client.send(
                .post, "/calls", String(repeating: " ", count: 2049), token: token)
            #expect(large.status == .contentTooLarge)
            #expect(large.code == "IR110")
            let nul = try await client.send(.post, "/calls", "{\"pan\": \"\0\"}", token: token)
            #expect(nul.status == .badRequest)
            let bytes = try await client.execute(
                uri: "/calls", method: .post,
                headers: [.authorization: "Bearer \(token)", .contentType: "application/json"],
                body: .init(bytes: [0x7B, 0xFF, 0x7D]))
            #expect(bytes.status == .badRequest)
            #expect(bytes.code == "IR101")
            let needless = try await client.send(.get, "/site", "{}", token: token)
            #expect(needless.status == .badRequest)
        }
        #expect(database.callCount == 1)
    }

    @Test func `an unknown, repeated or undecodable query parameter is refused`() async throws {
        let front = TestFront(database: database)
        let token = try await front.token()
        try await front.run { client in
            let expected = [
                "/orders?userid=1": "IR102", "/orders?user_id=1&user_id=2": "IR101",
                "/orders?user_id=%": "IR101", "/orders?user_id=%ff": "IR101", "/site?x": "IR102",
                "/orders/1?order_id=2": "IR102", "/users/%ff": "IR101",
            ]
            for (path, code) in expected {
                let answer = try await client.send(.get, path, token: token)
                #expect(answer.code == code, "\(path)")
                #expect(answer.status == .badRequest, "\(path)")
            }
            let squareOff = try await client.send(
                .post, "/squareoff?quantity=5", "{}", token: token)
            #expect(squareOff.code == "IR105")
        }
        #expect(database.callCount == 0)
    }

    @Test func `the caller's request number comes back when it is harmless, else a new one`()
        async throws
    {
        try await TestFront(database: database).run { client in
            let kept = try await client.send(
                .get, "/healthz", headers: ["X-Request-Id": "call-1.a_B"])
            #expect(kept.headers[RequestIdentifier.header] == "call-1.a_B")
            for bad in ["", "a b", "a\tb", "é", "\"", String(repeating: "a", count: 65)] {
                let made = try await client.send(.get, "/healthz", headers: ["X-Request-Id": bad])
                let number = try #require(made.headers[RequestIdentifier.header])
                #expect(number.wholeMatch(of: #/[0-9a-f]{32}/#) != nil)
            }
            let refused = try await client.send(.get, "/x", headers: ["X-Request-Id": "r-7"])
            #expect(refused.members["request_id"] == "r-7")
        }
    }

    @Test func `a request that is part of a trace goes by the trace's number`() async throws {
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        let whole = "00-\(trace)-00f067aa0ba902b7-01"
        try await TestFront(database: database).run { client in
            for good in [whole, "01-\(trace)-00f067aa0ba902b7-00-more"] {
                let answer = try await client.send(.get, "/healthz", headers: ["traceparent": good])
                #expect(answer.headers[RequestIdentifier.header] == trace)
            }
            let named = try await client.send(
                .get, "/healthz", headers: ["traceparent": whole, "X-Request-Id": "r-8"])
            #expect(named.headers[RequestIdentifier.header] == "r-8")
            for bad in [
                "", trace, whole + "-more", whole.uppercased(), "ff" + whole.dropFirst(2),
                "00-\(String(repeating: "0", count: 32))-00f067aa0ba902b7-01",
                "00-\(trace)-0000000000000000-01", "00-\(trace)-00f067aa0ba902b7-1",
            ] {
                let answer = try await client.send(.get, "/healthz", headers: ["traceparent": bad])
                let number = try #require(answer.headers[RequestIdentifier.header])
                #expect(number != trace && number.wholeMatch(of: #/[0-9a-f]{32}/#) != nil)
            }
        }
    }

    @Test func `every answer carries the security headers, and problems are not kept`() async throws
    {
        try await TestFront(database: database, change: { $0.isSecure = true }).run { client in
            for path in ["/openapi.json", "/", "/healthz", "/nothing", "/site"] {
                let answer = try await client.send(.get, path)
                let policy = try #require(answer.headers[.contentSecurityPolicy])
                #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                #expect(answer.headers[HTTPField.Name("X-Frame-Options")!] == "DENY")
                #expect(answer.headers[.strictTransportSecurity] != nil)
                #expect(
                    answer.headers[.cacheControl]
                        == (path == "/openapi.json" ? "no-cache" : "no-store"))
            }
        }
    }

    @Test
    func `a busy or absent database is 503 quickly with Retry-After, and liveness does not ask it`()
        async throws
    {
        for error in [
            PostgresError.poolExhausted, .connectFailed("secret host"), .connectionLost("x"),
        ] {
            let front = TestFront(database: UnreachableDatabase(error))
            let token = try await front.token()
            try await front.run { client in
                for path in ["/readyz", "/site"] {
                    let answer = try await client.send(.get, path, token: token)
                    #expect(answer.status == .serviceUnavailable)
                    #expect(answer.headers[.retryAfter] == "1")
                    #expect(!answer.text.contains("secret host"))
                }
                #expect(try await client.send(.get, "/healthz").status == .ok)
                #expect(
                    try await client.send(
                        .post, "/auth/login", #"{"username":"a","password":"b"}"#
                    ).status == .serviceUnavailable)
            }
        }
    }

    @Test func `a change with the cookie needs the page's header, reading does not`() async throws {
        let front = TestFront(database: database)
        let token = try await front.token()
        try await front.run { client in
            let cookie = ["Cookie": "a=b; irra=\(token)"]
            let refused = try await client.send(.post, "/auth/logout", headers: cookie)
            #expect(refused.status == .forbidden)
            let allowed = try await client.send(
                .post, "/auth/logout", headers: cookie.merging(["X-Irra-Page": "1"]) { $1 })
            #expect(allowed.status == .serviceUnavailable)
            #expect(
                try await client.send(.get, "/site", headers: cookie).status == .serviceUnavailable)
            let named = ["Cookie": "xirra=\(token)"]
            #expect(try await client.send(.get, "/site", headers: named).status == .unauthorized)
        }
    }

    @Test func `a log-in's body is checked like any other and never repeated`() async throws {
        try await TestFront(database: database).run { client in
            let expected = [
                "{": "IR101", "[]": "IR101", "{}": "IR103", #"{"username":"a"}"#: "IR103",
                #"{"username":"a","password":7}"#: "IR101",
                #"{"username":"a","password":"hunter2","admin":true}"#: "IR102",
                #"{"username":"a","password":"hunter2\u0000"}"#: "IR101",
            ]
            for (body, code) in expected {
                let answer = try await client.send(.post, "/auth/login", body)
                #expect(answer.status == .badRequest, "\(body)")
                #expect(answer.code == code, "\(body)")
                #expect(!answer.text.contains("hunter2"))
            }
        }
        #expect(database.callCount == 0)
    }

    @Test func `metrics count what was answered and never name what was asked for`() async throws {
        let front = TestFront(database: database)
        try await front.run { client in
            _ = try await client.send(.get, "/healthz")
            _ = try await client.send(.get, "/attack/\u{24}x")
            let text = try await client.send(.get, "/metrics").text
            #expect(text.contains(#"{method="GET",route="/healthz",status="200"} 1"#))
            #expect(!text.contains("attack"))
            #expect(text.contains("irra_http_requests_in_flight 1"))
        }
    }
}
