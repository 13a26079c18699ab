import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Front

/// How sessions live on, end, and are kept from other people and other sites.
@Suite struct SessionTests {
    static func refresh(
        _ client: any TestClientProtocol, _ token: String
    ) async throws -> TestResponse {
        try await client.send(
            .post, "/auth/refresh", #"{"refresh_token": \#(JSONText.quoted(token))}"#)
    }

    @Test func `a refresh token renews the session once, and used again ends it for everybody`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            let first = try await desk.logIn(client, "arun", otp: desk.code())
            let stolen = try #require(first.members["refresh_token"]?.string)
            let second = try await Self.refresh(client, stolen)
            #expect(second.status == .ok, "\(second.text)")
            let token = try #require(second.members["token"]?.string)
            let next = try #require(second.members["refresh_token"]?.string)
            #expect(next != stolen)
            #expect(try await client.send(.get, "/auth/me", token: token).status == .ok)
            let reused = try await Self.refresh(client, stolen)
            #expect(reused.code == "IR405", "\(reused.text)")
            #expect(try await Self.refresh(client, next).code == "IR405")
            for token in [token, try #require(first.members["token"]?.string)] {
                #expect(try await client.send(.get, "/auth/me", token: token).code == "IR401")
            }
            let log = try await desk.database.run(
                "select count(*) from audit.log where action = 'refresh_reused'")
            #expect(log.contains("1"))
        }
    }

    @Test func `of ten refreshes at once with one token not two win`() async throws {
        try await TestDeskFront.run(connections: 4) { desk, client in
            let first = try await desk.logIn(client, "arun", otp: desk.code())
            let token = try #require(first.members["refresh_token"]?.string)
            let statuses = try await EnrolmentTests.statuses(of: 10) {
                try await Self.refresh(client, token).status
            }
            #expect(statuses.filter { $0 == .ok }.count == 1, "\(statuses)")
            let access = try #require(first.members["token"]?.string)
            #expect(try await client.send(.get, "/auth/me", token: access).code == "IR401")
        }
    }

    @Test func `forged, malformed, idle and foreign refresh tokens renew nothing`() async throws {
        try await TestDeskFront.run { desk, client in
            let first = try await desk.logIn(client, "arun", otp: desk.code())
            let token = try #require(first.members["refresh_token"]?.string)
            let access = try #require(first.members["token"]?.string)
            let half = try #require(token.split(separator: ".").first)
            let forged = "\(half)." + Base64URL.encode(RandomBytes.make(count: 32))
            for wrong in [forged, "", ".", "x", String(half), access, token + "A", "a.b"] {
                let answer = try await Self.refresh(client, wrong)
                #expect(answer.code == "IR401", "\(wrong) \(answer.text)")
            }
            #expect(try await client.send(.post, "/auth/refresh", "{}").code == "IR401")
            #expect(
                try await client.send(.get, "/auth/me", token: token).status == .unauthorized,
                "a refresh token is no access token")
            try await desk.database.run("update auth.sessions set expires_at = now()")
            #expect(try await Self.refresh(client, token).code == "IR405")
            #expect(try await client.send(.get, "/auth/me", token: access).code == "IR401")
        }
    }

    @Test func `tokens end with the session's own end`() async throws {
        try await TestDeskFront.run { desk, client in
            try await desk.database.run(
                "update core.settings set value = '2' where name = 'session_idle_minutes'")
            let answer = try await desk.logIn(client, "arun", otp: desk.code())
            let token = try #require(answer.members["token"]?.string)
            let claims = try await AccessTokens(pems: [desk.front.signingKey]).verify(token)
            #expect(claims.lifetimeSeconds <= 120 && claims.lifetimeSeconds > 100)
        }
    }

    @Test func `the page gets its tokens in cookies only, and refreshes by them`() async throws {
        try await TestDeskFront.run { desk, client in
            let page = ["X-Irra-Page": "1"]
            let body = JSONText.object([
                ("username", JSONText.quoted("arun")),
                ("password", JSONText.quoted(TestDeskFront.password)),
                ("otp", JSONText.quoted(desk.code())),
            ])
            let answer = try await client.send(.post, "/auth/login", body, headers: page)
            #expect(answer.status == .ok)
            #expect(answer.members["token"] == nil && answer.members["refresh_token"] == nil)
            let pairs = answer.headers[values: .setCookie].compactMap {
                $0.split(separator: ";").first.map(String.init)
            }
            #expect(pairs.count == 2)
            let cookies = pairs.joined(separator: "; ")
            #expect(
                try await client.send(.get, "/auth/me", headers: ["Cookie": cookies]).status == .ok)
            let bare = try await client.send(
                .post, "/auth/refresh", "{}", headers: ["Cookie": cookies])
            #expect(bare.status == .forbidden)
            let renewed = try await client.send(
                .post, "/auth/refresh", "{}", headers: page.merging(["Cookie": cookies]) { $1 })
            #expect(renewed.status == .ok, "\(renewed.text)")
            #expect(renewed.headers[values: .setCookie].count == 2)
            #expect(renewed.members["token"] == nil)
        }
    }

    @Test func `what another site's page sends with our cookie changes nothing`() async throws {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            let ours = ["Cookie": "irra=\(token)", "X-Irra-Page": "1"]
            let foreign: [[String: String]] = [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
                ["Origin": "https://evil.example"], ["Origin": "null"], ["Origin": "https://"],
            ]
            for headers in foreign {
                let answer = try await client.send(
                    .post, "/auth/logout", headers: ours.merging(headers) { $1 })
                #expect(answer.status == .forbidden, "\(headers)")
                let logIn = try await client.send(
                    .post, "/auth/login", #"{"username":"a","password":"b"}"#, headers: headers)
                #expect(logIn.status == .forbidden, "\(headers)")
            }
            #expect(try await client.send(.get, "/auth/me", token: token).status == .ok)
            let own = try await client.send(
                .post, "/auth/logout",
                headers: ours.merging(["Sec-Fetch-Site": "same-origin"]) { $1 })
            #expect(own.status == .ok, "\(own.text)")
        }
    }

    @Test func `a session is seen and ended from elsewhere`() async throws {
        try await TestDeskFront.run { desk, client in
            let here = try await desk.token(client, "arun")
            try await desk.forgetSteps()
            let there = try await desk.token(client, "arun")
            let list = try await client.send(.get, "/auth/sessions", token: here)
            guard case .array(let sessions)? = JSONValue(json: list.text) else {
                Issue.record("\(list.text)")
                return
            }
            #expect(sessions.count == 2)
            let other = try #require(
                sessions.first { $0.object?["is_this"] == .boolean(false) }?.object?["session_id"]?
                    .string)
            let ended = try await client.send(.delete, "/auth/sessions/\(other)", token: here)
            #expect(ended.status == .ok, "\(ended.text)")
            #expect(try await client.send(.get, "/auth/me", token: there).code == "IR401")
            #expect(try await client.send(.get, "/auth/me", token: here).status == .ok)
        }
    }

    @Test func `disabling a person ends a valid token at the next request`() async throws {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            let admin = try await desk.token(client, "adil")
            let list = try await client.send(.get, "/ops-team?limit=2", token: admin)
            #expect(list.headers[RouteResponder.nextCursor] != nil)
            let me = try await client.send(.get, "/auth/me", token: token)
            let id = try #require(me.members["person_id"]?.json)
            let off = try await client.send(
                .patch, "/ops-team/\(id)", #"{"reason": "left", "disabled": true}"#, token: admin)
            #expect(off.status == .ok, "\(off.text)")
            #expect(try await client.send(.get, "/auth/me", token: token).code == "IR401")
            let again = try await desk.logIn(client, "arun", otp: desk.code(1))
            #expect(again.code == "IR401")
        }
    }

    @Test func `two hundred log-ins at once are answered or turned away, and the rest goes on`()
        async throws
    {
        try await TestDeskFront.run(connections: 4) { desk, client in
            try await withThrowingTaskGroup(of: HTTPResponse.Status?.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await desk.logIn(client, "ghost\(number)", password: "wrong").status
                    }
                }
                group.addTask {
                    // Meanwhile the front answers what needs no password.
                    for _ in 0..<20 {
                        #expect(try await client.send(.get, "/healthz").status == .ok)
                        try await Task.sleep(for: .milliseconds(50))
                    }
                    return nil
                }
                let statuses = try await group.reduce(into: [HTTPResponse.Status: Int]()) {
                    if let status = $1 { $0[status, default: 0] += 1 }
                }
                #expect(Set(statuses.keys).isSubset(of: [.unauthorized, .serviceUnavailable]))
                #expect(statuses[.unauthorized] ?? 0 >= PasswordHasher.maximumWaiting)
                #expect(statuses.values.reduce(0, +) == 200, "\(statuses)")
            }
            #expect(try await desk.logIn(client, "sunil", otp: desk.code()).status == .ok)
        }
    }
}
