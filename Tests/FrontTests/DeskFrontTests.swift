import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import PrivateDesk
import Testing

@testable import Front

/// The front over a real desk: PostgreSQL, migrations and logic as they are.
@Suite struct DeskFrontTests {
    static let call = """
        {"broker_id": "ZC9001", "pan": "AAAZZ1234Z", "date_of_birth": "1980-02-29",
         "caller_number": "+919000009001", "recording_ref": "rec-1"}
        """

    @Test func `two factors give a token, a cookie and the person behind them`() async throws {
        try await TestDeskFront.run { desk, client in
            let answer = try await desk.logIn(client, "arun", otp: desk.code())
            #expect(answer.status == .ok, "\(answer.text)")
            #expect(answer.members["role"] == "ops_agent")
            let cookies = answer.headers[values: .setCookie]
            for cookie in cookies {
                for word in ["irra", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="] {
                    #expect(cookie.contains(word))
                }
            }
            let cookie = try #require(cookies.first { $0.hasPrefix("irra=") })
            let refresh = try #require(cookies.first { $0.hasPrefix("irra-refresh=") })
            #expect(refresh.contains("Path=/auth/refresh;"))
            let token = try #require(answer.members["token"]?.string)
            let person = try await client.send(.get, "/auth/me", token: token)
            #expect(person.members["username"] == "arun")
            let pair = String(try #require(cookie.split(separator: ";").first))
            let page = try await client.send(.get, "/auth/me", headers: ["Cookie": pair])
            #expect(page.members["username"] == "arun")
        }
    }

    @Test func `an unknown name, a wrong password and a disabled person read the same`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            try await desk.database.run(
                "update auth.ops_team set disabled_at = now() where username = 'vera'")
            var answers: Set<String> = []
            for (name, password) in [
                ("nobody", TestDeskFront.password), ("arun", "wrong"), ("arun", ""), ("", ""),
                ("vera", TestDeskFront.password), ("arun' or 1=1 --", "x"),
            ] {
                let answer = try await desk.logIn(
                    client, name, password: password, otp: desk.code())
                #expect(answer.status == .unauthorized)
                #expect(answer.headers[.setCookie] == nil)
                let members = answer.members.filter { $0.key != "request_id" }
                answers.insert(JSONValue.object(members).json)
            }
            #expect(answers.count == 1, "\(answers)")
            #expect(answers.first?.contains("IR401") == true)
        }
    }

    @Test func `a missing, wrong, old or used code is IR402`() async throws {
        try await TestDeskFront.run { desk, client in
            for code in [nil, "000000x", "", desk.code(-5)] {
                let answer = try await desk.logIn(client, "arun", otp: code)
                #expect(answer.status == .unauthorized)
                #expect(answer.code == "IR402", "\(answer.text)")
            }
            let code = desk.code()
            #expect(try await desk.logIn(client, "arun", otp: code).status == .ok)
            #expect(try await desk.logIn(client, "arun", otp: code).code == "IR402")
        }
    }

    @Test func `guessing is slowed down, with the right password too`() async throws {
        try await TestDeskFront.run { desk, client in
            var last = try await desk.logIn(client, "arun", password: "wrong")
            for _ in 0..<20 where last.status != .tooManyRequests {
                last = try await desk.logIn(client, "arun", password: "wrong")
            }
            #expect(last.status == .tooManyRequests)
            #expect(last.code == "IR429")
            #expect(Int(last.headers[.retryAfter] ?? "") ?? 0 > 0)
            let right = try await desk.logIn(client, "arun", otp: desk.code())
            #expect(right.status == .tooManyRequests)
            #expect(try await desk.logIn(client, "sunil", otp: desk.code()).status == .ok)
        }
    }

    @Test func `malformed JSON says where, an unknown, missing or mistyped field which`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            let expected = [
                #"{"broker_id": }"#: ("IR101", "\"offset\":14"), "[]": ("IR101", "object"),
                "nul": ("IR101", "JSON"), #"{"a": "\u0000"}"#: ("IR101", "u0000"),
                #"{"broker": "x"}"#: ("IR102", "broker"), "{}": ("IR103", "broker_id"),
                Self.call.replacing("1980-02-29", with: "1981-02-29"): ("IR101", "date_of_birth"),
                Self.call.replacing(#""AAAZZ1234Z""#, with: "7"): ("IR101", "pan"),
                String(repeating: "[", count: 2000): ("IR101", "JSON"),
            ]
            for (body, (code, word)) in expected {
                let answer = try await client.send(.post, "/calls", body, token: token)
                #expect(answer.status == .badRequest, "\(body) \(answer.text)")
                #expect(answer.code == code, "\(answer.text)")
                #expect(answer.text.contains(word), "\(answer.text)")
            }
            let path = try await client.send(.get, "/positions/1;drop", token: token)
            #expect(path.code == "IR101")
        }
    }

    @Test
    func `an ended session opens nothing though its token is valid, and so does a changed role`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            #expect(try await client.send(.get, "/site", token: token).status == .ok)
            let out = try await client.send(.post, "/auth/logout", token: token)
            #expect(out.status == .ok)
            #expect(out.headers[values: .setCookie].count == 2)
            #expect(out.headers[values: .setCookie].allSatisfy { $0.contains("Max-Age=0") })
            let after = try await client.send(.get, "/site", token: token)
            #expect(after.status == .unauthorized)
            #expect(after.code == "IR401")

            let other = try await desk.token(client, "sunil")
            try await desk.database.run(
                "update auth.ops_team set role = 'ops_viewer' where username = 'sunil'")
            #expect(try await client.send(.get, "/approvals", token: other).status == .unauthorized)
        }
    }

    @Test func `an expired token is refused, another front's too`() async throws {
        try await TestDeskFront.run { desk, client in
            let tokens = try await AccessTokens(pems: [desk.front.signingKey])
            var claims = AccessToken(person: "1", role: "ops_agent", session: "s", secret: "x")
            claims.exp = .init(value: Date().addingTimeInterval(-1))
            let expired = try await tokens.sign(claims)
            #expect(try await client.send(.get, "/site", token: expired).code == "IR401")
            let foreign = try await TestFront(database: desk.pool).token()
            #expect(try await client.send(.get, "/site", token: foreign).code == "IR401")
            let forgedSession = try await desk.front.token()
            #expect(try await client.send(.get, "/site", token: forgedSession).code == "IR401")
        }
    }

    @Test func `one connection serves many people and keeps nothing of any`() async throws {
        try await TestDeskFront.run(connections: 1) { desk, client in
            let agent = try await desk.token(client, "arun")
            let supervisor = try await desk.token(client, "sunil")
            for _ in 0..<10 {
                #expect(
                    try await client.send(.get, "/approvals", token: agent).status == .forbidden)
                #expect(try await client.send(.get, "/approvals", token: supervisor).status == .ok)
                let broken = try await client.send(.post, "/calls", "{", token: agent)
                #expect(broken.status == .badRequest)
                let rows = try await desk.pool.query(
                    """
                    select current_user::text, \
                    coalesce(current_setting('irra.session', true), ''), \
                    coalesce(current_setting('irra.address', true), '')
                    """)
                #expect(try rows[0].string(0) == "irra_front")
                #expect(try rows[0].string(1) == "")
                #expect(try rows[0].string(2) == "")
            }
            #expect(try await client.send(.get, "/site").status == .unauthorized)
        }
    }

    @Test func `many people at once each get their own answer`() async throws {
        try await TestDeskFront.run(connections: 4) { desk, client in
            let tokens = [
                "arun": try await desk.token(client, "arun"),
                "sunil": try await desk.token(client, "sunil"),
                "vera": try await desk.token(client, "vera"),
            ]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for round in 0..<60 {
                    let (name, token) = Array(tokens)[round % 3]
                    group.addTask {
                        let answer = try await client.send(.get, "/auth/me", token: token)
                        #expect(answer.members["username"]?.string == name, "\(answer.text)")
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a caller who is not verified is refused, counted, and not told why`() async throws {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            let wrong = Self.call.replacing("AAAZZ1234Z", with: "AAAZZ1234Y")
            let refused = try await client.send(.post, "/calls", wrong, token: token)
            #expect(refused.status == .forbidden)
            #expect(refused.code == "IR403")
            #expect(!refused.text.contains("pan") && !refused.text.contains("birth"))
            let attempts = try await desk.database.run("select outcome from core.call_attempts")
            #expect(attempts.contains("mismatch"))
            let unseen = try await client.send(.get, "/users/ZC9001", token: token)
            #expect(unseen.status == .forbidden)
            #expect(
                try await client.send(.get, "/positions/9001", token: token).status == .forbidden)
        }
    }

    @Test func `two people activate the desk, a call is opened, a position is squared off once`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            let agent = try await desk.token(client, "arun")
            let maker = try await desk.token(client, "sunil")
            let checker = try await desk.token(client, "sita")

            let asked = try await client.send(
                .post, "/site/activate", #"{"reason": "the primary is down"}"#, token: maker)
            #expect(asked.status == .accepted, "\(asked.text)")
            #expect(asked.headers[.location] == "/approvals")
            let approval = try #require(asked.members["approval_id"]?.json)
            let own = try await client.send(
                .post, "/approvals/\(approval)/approve", token: maker)
            #expect(own.code == "IR404")
            let approved = try await client.send(
                .post, "/approvals/\(approval)/approve", "{}", token: checker)
            #expect(approved.status == .ok, "\(approved.text)")

            let opened = try await client.send(.post, "/calls", Self.call, token: agent)
            #expect(opened.status == .created, "\(opened.text)")
            let call = try #require(opened.members["call_id"]?.string)
            let user = try await client.send(.get, "/users/ZC9001", token: agent)
            #expect(user.members["pan"] == "XXXXXX234Z")
            let positions = try await client.send(.get, "/positions/9001", token: agent)
            #expect(positions.text.contains("\"available\" : 150"), "\(positions.text)")
            let position = try await desk.database.run("select position_id from core.positions")
                .filter(\.isNumber)

            let body = #"{"call_id": "\#(call)", "position_id": \#(position), "quantity": 150}"#
            let keyless = try await client.send(.post, "/squareoff", body, token: agent)
            #expect(keyless.code == "IR105")
            let key = ["Idempotency-Key": "intent-1"]
            let sent = try await client.send(
                .post, "/squareoff", body, token: agent, headers: key)
            #expect(sent.status == .accepted, "\(sent.text)")
            let again = try await client.send(
                .post, "/squareoff", body, token: agent, headers: key)
            #expect(again.text == sent.text)
            let second = try await client.send(
                .post, "/squareoff", body, token: agent, headers: ["Idempotency-Key": "intent-2"])
            #expect(second.status == .unprocessableContent)
            #expect(second.code?.hasPrefix("IR3") == true, "\(second.text)")
            let recorded = try await desk.database.run(
                "select count(*) from audit.log where action = 'refused:square_off'")
            #expect(Int(recorded.filter(\.isNumber)) ?? 0 >= 1)

            let orders = try await client.send(.get, "/orders?user_id=9001", token: agent)
            #expect(orders.status == .ok)
            let closed = try await client.send(.post, "/calls/\(call)/close", token: agent)
            #expect(closed.status == .ok, "\(closed.text)")
            #expect(
                try await client.send(.get, "/positions/9001", token: agent).status == .forbidden)
        }
    }

    @Test func `somebody else's lock is 503 in time, not a hang`() async throws {
        try await TestDeskFront.run(lockTimeout: .milliseconds(400)) { desk, client in
            let token = try await desk.token(client, "arun")
            let answer = try await TestDeskFront.whileSiteIsLocked(desk.database) {
                try await client.send(.get, "/site", token: token)
            }
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.headers[.retryAfter] == "1")
            #expect(try await client.send(.get, "/site", token: token).status == .ok)
        }
    }

    @Test func `when all connections are taken the next is told so at once, and later served`()
        async throws
    {
        try await TestDeskFront.run(
            connections: 1, wait: .milliseconds(200), stall: .milliseconds(100)
        ) { desk, client in
            let token = try await desk.token(client, "arun")
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await TestDeskFront.whileSiteIsLocked(desk.database) {
                    group.addTask { _ = try await client.send(.get, "/site", token: token) }
                    try await TestDeskFront.waitForLocks(desk.database, granted: false)
                    let answer = try await client.send(.get, "/auth/me", token: token)
                    #expect(answer.status == .serviceUnavailable)
                    #expect(answer.code == "IR502")
                    #expect(answer.headers[.retryAfter] == "1")
                }
                try await group.waitForAll()
            }
            #expect(try await client.send(.get, "/auth/me", token: token).status == .ok)
        }
    }

    @Test func `readiness follows the database, and a restart is ridden out`() async throws {
        let own = try await TestDesk.start(with: .desk)
        try await TestDeskFront.run(wait: .seconds(2), on: own) { desk, client in
            let token = try await desk.token(client, "arun")
            #expect(try await client.send(.get, "/readyz").status == .ok)
            try await own.cluster.stop(.fast)
            let began = ContinuousClock.now
            #expect(try await client.send(.get, "/readyz").status == .serviceUnavailable)
            #expect(
                try await client.send(.get, "/site", token: token).status == .serviceUnavailable)
            #expect(ContinuousClock.now - began < .seconds(120))
            #expect(try await client.send(.get, "/healthz").status == .ok)
            try await own.cluster.start()
            var status = HTTPResponse.Status.serviceUnavailable
            for _ in 0..<600 where status != .ok {
                try await Task.sleep(for: .milliseconds(100))
                status = try await client.send(.get, "/site", token: token).status
            }
            #expect(status == .ok)
        }
        try await own.stop()
    }

    @Test func `the codes of the front and of the database are the same`() async throws {
        try await TestDeskFront.run { desk, _ in
            let rows = try await desk.database.run(
                "select code || '|' || title || '|' || http_status from core.error_codes")
            let known = Set(rows.split(separator: "\n").map(String.init))
            let ours = Set(
                ErrorCode.allCases.map { "\($0.rawValue)|\($0.title)|\($0.status.code)" })
            #expect(known == ours)
        }
    }
}
