import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Front

/// First log-ins, new passwords and second factors over a real desk.
@Suite struct EnrolmentTests {
    static let password = "three words and a comma"

    /// A new member by an admin's hand: name and initial password.
    static func newMember(
        _ desk: TestDeskFront, _ client: any TestClientProtocol, _ name: String = "nadia"
    ) async throws -> String {
        let admin = try await desk.token(client, "adil")
        let added = try await client.send(
            .post, "/ops-team",
            #"{"username": "\#(name)", "display_name": "Nadia New", "role": "ops_agent"}"#,
            token: admin)
        #expect(added.status == .created, "\(added.text)")
        return try #require(added.members["initial_password"]?.string)
    }

    /// The code of an offered secret, a number of steps from now.
    static func code(_ offered: TestResponse, _ offset: Int64 = 0) throws -> String {
        let text = try #require(offered.members["secret"]?.string)
        let totp = TOTP(secret: try #require(TestDeskFront.base32(text)))
        return totp.code(step: TOTP.step(at: Int64(Date().timeIntervalSince1970)) + offset)
    }

    /// From an initial password to a second factor that was offered: token and offer.
    static func offered(
        _ desk: TestDeskFront, _ client: any TestClientProtocol, initial: String
    ) async throws -> (token: String, offer: TestResponse) {
        let first = try await desk.logIn(client, "nadia", password: initial)
        let token = try #require(first.members["enrolment_token"]?.string, "\(first.text)")
        let changed = try await client.send(
            .post, "/auth/password",
            #"{"password": "\#(initial)", "new_password": "\#(password)"}"#, token: token)
        #expect(changed.status == .ok, "\(changed.text)")
        let offer = try await client.send(.post, "/auth/2fa/enrol", token: token)
        #expect(offer.status == .ok, "\(offer.text)")
        return (token, offer)
    }

    @Test func `a first log-in sets a password, enrols a second factor and ends in a session`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            let initial = try await Self.newMember(desk, client)
            let first = try await desk.logIn(client, "nadia", password: initial)
            #expect(first.status == .accepted)
            #expect(first.headers[.setCookie] == nil)
            #expect(first.members["new_password_needed"]?.json == "true")
            #expect(first.members["second_factor_needed"]?.json == "true")
            #expect(first.members["token"] == nil && first.members["refresh_token"] == nil)
            let token = try #require(first.members["enrolment_token"]?.string)
            for path in ["/auth/me", "/site", "/orders?user_id=1"] {
                #expect(try await client.send(.get, path, token: token).code == "IR401", "\(path)")
            }
            let early = try await client.send(.post, "/auth/2fa/enrol", token: token)
            #expect(early.code == "IR213")

            let (enrolment, offer) = try await Self.offered(desk, client, initial: initial)
            let uri = try #require(offer.members["otpauth_uri"]?.string)
            #expect(uri.hasPrefix("otpauth://totp/irra:nadia?secret="))
            #expect(offer.members["qr_svg"]?.string?.hasPrefix("<svg xmlns=") == true)
            let wrong = try await client.send(
                .post, "/auth/2fa/confirm", #"{"otp": "abcdef"}"#, token: enrolment)
            #expect(wrong.code == "IR402")
            let code = try Self.code(offer)
            let confirmed = try await client.send(
                .post, "/auth/2fa/confirm", #"{"otp": "\#(code)"}"#, token: enrolment)
            #expect(confirmed.status == .ok, "\(confirmed.text)")
            let session = try #require(confirmed.members["token"]?.string)
            let person = try await client.send(.get, "/auth/me", token: session)
            #expect(person.members["username"] == "nadia")

            // Nothing of it can be played again.
            let replayed = try await client.send(
                .post, "/auth/2fa/confirm", #"{"otp": "\#(code)"}"#, token: enrolment)
            #expect(replayed.code == "IR405")
            #expect(try await desk.logIn(client, "nadia", password: initial).code == "IR401")
            let used = try await desk.logIn(
                client, "nadia", password: Self.password, otp: code)
            #expect(used.code == "IR402")
        }
    }

    @Test func `each recovery code logs in once, however it is written`() async throws {
        try await TestDeskFront.run { desk, client in
            let initial = try await Self.newMember(desk, client)
            let (token, offer) = try await Self.offered(desk, client, initial: initial)
            let confirmed = try await client.send(
                .post, "/auth/2fa/confirm", #"{"otp": "\#(try Self.code(offer))"}"#, token: token)
            guard case .array(let values)? = confirmed.members["recovery_codes"] else {
                Issue.record("no recovery codes: \(confirmed.text)")
                return
            }
            let codes = values.compactMap(\.string)
            #expect(Set(codes).count == RecoveryCode.count)
            let stored = try await desk.database.run(
                "select code_hash::text from auth.recovery_codes")
            #expect(!codes.contains { stored.contains($0) })
            let written = codes[0].uppercased().replacing("-", with: " ")
            let first = try await desk.logIn(
                client, "nadia", password: Self.password, otp: written)
            #expect(first.status == .ok, "\(first.text)")
            #expect(first.members["recovery_codes_left"] == 9)
            let again = try await desk.logIn(
                client, "nadia", password: Self.password, otp: codes[0])
            #expect(again.code == "IR402")
            let other = try await desk.logIn(client, "arun", otp: codes[1])
            #expect(other.code == "IR402")
        }
    }

    @Test func `of twenty confirmations at once one wins, and of twenty log-ins with one code`()
        async throws
    {
        try await TestDeskFront.run(connections: 8) { desk, client in
            let initial = try await Self.newMember(desk, client)
            let (token, offer) = try await Self.offered(desk, client, initial: initial)
            let body = #"{"otp": "\#(try Self.code(offer))"}"#
            let confirmed = try await Self.statuses(of: 20) {
                try await client.send(.post, "/auth/2fa/confirm", body, token: token).status
            }
            #expect(confirmed.filter { $0 == .ok }.count == 1, "\(confirmed)")
            #expect(confirmed.filter { $0 == .unauthorized }.count == 19, "\(confirmed)")
            let code = desk.code()
            let logIns = try await Self.statuses(of: 20) {
                try await desk.logIn(client, "sunil", otp: code).status
            }
            #expect(logIns.filter { $0 == .ok }.count == 1, "\(logIns)")
        }
    }

    static func statuses(
        of count: Int, _ request: @escaping @Sendable () async throws -> HTTPResponse.Status
    ) async throws -> [HTTPResponse.Status] {
        try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
            for _ in 0..<count { group.addTask { try await request() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `a bad new password is refused with every reason, and changes nothing`() async throws
    {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            func change(_ new: String, present: String = TestDeskFront.password) async throws
                -> TestResponse
            {
                try await client.send(
                    .post, "/auth/password",
                    JSONText.object([
                        ("password", JSONText.quoted(present)),
                        ("new_password", JSONText.quoted(new)),
                    ]), token: token)
            }
            let expected = [
                "P@ssw0rd2026!": "common", "Welcome@123456": "common", "aaaabbbbaaaa": "repetitive",
                "tiny pass": "too_short", "arun likes trains": "name",
                TestDeskFront.password: "reused", "abcdefghijklmnop": "repetitive",
                String(repeating: "long ", count: 300): "too_long",
            ]
            for (new, reason) in expected {
                let refused = try await change(new)
                #expect(refused.code == "IR113", "\(new) \(refused.text)")
                #expect(refused.text.contains(reason), "\(new) \(refused.text)")
                #expect(!refused.text.contains(new))
            }
            let foreign = try await change(Self.password, present: "wrong")
            #expect(foreign.code == "IR403")
            #expect(try await change(Self.password).status == .ok)
            let back = try await change(TestDeskFront.password, present: Self.password)
            #expect(back.text.contains("reused"), "\(back.text)")
            #expect(try await client.send(.get, "/auth/me", token: token).status == .ok)
        }
    }

    @Test func `guessing the present password in an open session is slowed down`() async throws {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            let body = #"{"password": "wrong", "new_password": "three words and a comma"}"#
            var last = try await client.send(.post, "/auth/password", body, token: token)
            for _ in 0..<10 where last.status != .tooManyRequests {
                last = try await client.send(.post, "/auth/password", body, token: token)
            }
            #expect(last.code == "IR429")
        }
    }

    @Test func `a second factor is replaced by whoever shows both present ones`() async throws {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            let bare = try await client.send(.post, "/auth/2fa/enrol", token: token)
            #expect(bare.code == "IR403", "\(bare.text)")
            try await desk.forgetSteps()
            let other = try await desk.token(client, "arun")
            try await desk.forgetSteps()
            let proof = JSONText.object([
                ("password", JSONText.quoted(TestDeskFront.password)),
                ("otp", JSONText.quoted(desk.code())),
            ])
            let offer = try await client.send(.post, "/auth/2fa/enrol", proof, token: token)
            #expect(offer.status == .ok, "\(offer.text)")
            let confirmed = try await client.send(
                .post, "/auth/2fa/confirm", #"{"otp": "\#(try Self.code(offer))"}"#, token: token)
            #expect(confirmed.status == .ok, "\(confirmed.text)")
            #expect(confirmed.members["token"] == nil)
            #expect(try await client.send(.get, "/auth/me", token: token).status == .ok)
            #expect(try await client.send(.get, "/auth/me", token: other).code == "IR401")
        }
    }

    @Test func `a hash that was made with less work is made anew at the next log-in`() async throws
    {
        try await TestDeskFront.run { desk, client in
            let hash = try await desk.database.run(
                "select password_hash from auth.ops_team where username = 'arun'")
            #expect(!Argon2.isDated(hash))
            // The same password at a twentieth of the memory.
            try await desk.database.run(
                "update auth.ops_team set password_hash = :'hash' where username = 'arun'",
                variables: ["hash": try Argon2.hash(TestDeskFront.password, memoryKibibytes: 1024)])
            #expect(try await desk.logIn(client, "arun", otp: desk.code()).status == .ok)
            let renewed = try await desk.database.run(
                "select password_hash from auth.ops_team where username = 'arun'")
            #expect(!Argon2.isDated(renewed.filter { !$0.isWhitespace }))
            #expect(try await desk.logIn(client, "arun", otp: desk.code(1)).status == .ok)
            let unknown = try await desk.database.run(
                "select value from core.settings where name = 'unknown_name_password_hash'")
            #expect(!Argon2.isDated(unknown.filter { !$0.isWhitespace }))
        }
    }
}
