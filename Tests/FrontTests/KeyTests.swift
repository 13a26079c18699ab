import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Front

/// Machines and their API keys over a real desk.
@Suite struct KeyTests {
    /// A machine's key for two endpoints, by an admin.
    static func key(
        _ client: any TestClientProtocol, admin: String, perMinute: Int = 600
    ) async throws -> (key: String, id: String, machine: String) {
        let machine = try await client.send(
            .post, "/machines",
            #"{"username": "loader", "display_name": "Loader", "role": "auditor"}"#, token: admin)
        #expect(machine.status == .created, "\(machine.text)")
        let id = try #require(machine.members["person_id"]?.json)
        let made = try await client.send(
            .post, "/auth/api-keys",
            """
            {"person_id": \(id), "label": "nightly", "endpoints": "get_site get_orders",
             "requests_per_minute": \(perMinute)}
            """, token: admin)
        #expect(made.status == .created, "\(made.text)")
        return (
            try #require(made.members["api_key"]?.string),
            try #require(made.members["key_id"]?.json), id
        )
    }

    @Test func `a key opens what it names, as its machine, until it is revoked`() async throws {
        try await TestDeskFront.run { desk, client in
            let admin = try await desk.token(client, "adil")
            let (key, id, machine) = try await Self.key(client, admin: admin)
            #expect(key.hasPrefix("irra.key."))
            #expect(try await client.send(.get, "/site", token: key).status == .ok)
            #expect(try await client.send(.get, "/orders", token: key).status == .ok)
            for path in ["/approvals", "/ops-team", "/auth/sessions", "/auth/me", "/alerts"] {
                let refused = try await client.send(.get, path, token: key)
                #expect(refused.code == "IR403", "\(path) \(refused.text)")
            }
            let approve = try await client.send(.post, "/approvals/1/approve", token: key)
            #expect(approve.code == "IR403")
            let password = try await client.send(
                .post, "/auth/password", #"{"password": "a", "new_password": "b"}"#, token: key)
            #expect(password.code == "IR405", "\(password.text)")
            let cookie = try await client.send(.get, "/site", headers: ["Cookie": "irra=\(key)"])
            #expect(cookie.code == "IR401")
            let list = try await client.send(.get, "/auth/api-keys", token: admin)
            #expect(list.text.contains("nightly") && !list.text.contains(key))
            let stored = try await desk.database.run(
                "select * from auth.api_keys; select * from audit.log")
            #expect(!stored.contains(key))

            let gone = try await client.send(.delete, "/auth/api-keys/\(id)", token: admin)
            #expect(gone.status == .ok, "\(gone.text)")
            #expect(try await client.send(.get, "/site", token: key).code == "IR401")
            #expect(machine != "0")
        }
    }

    @Test func `a forged, cut or unknown key is refused, and so is that of a disabled machine`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            let admin = try await desk.token(client, "adil")
            let (key, _, machine) = try await Self.key(client, admin: admin)
            for wrong in [
                KeyRing.make(), "irra.key.", "irra.key.x", String(key.dropLast()), key + "A",
                key.uppercased(),
            ] {
                let refused = try await client.send(.get, "/site", token: wrong)
                #expect(refused.code == "IR401", "\(wrong)")
            }
            #expect(try await client.send(.get, "/site", token: key).status == .ok)
            let off = try await client.send(
                .patch, "/ops-team/\(machine)", #"{"reason": "over", "disabled": true}"#,
                token: admin)
            #expect(off.status == .ok, "\(off.text)")
            #expect(try await client.send(.get, "/site", token: key).code == "IR401")
        }
    }

    @Test func `a key that comes too often waits`() async throws {
        try await TestDeskFront.run { desk, client in
            let admin = try await desk.token(client, "adil")
            let (key, _, _) = try await Self.key(client, admin: admin, perMinute: 3)
            // All at once: in a third of a minute there is room for one more.
            let statuses = try await EnrolmentTests.statuses(of: 12) {
                let answer = try await client.send(.get, "/site", token: key)
                let waits = Int(answer.headers[.retryAfter] ?? "") ?? 0
                #expect((answer.status == .tooManyRequests) == (waits > 0))
                return answer.status
            }
            #expect(statuses.count { $0 == .ok } >= 3, "\(statuses)")
            #expect(statuses.contains(.tooManyRequests), "\(statuses)")
            #expect(Set(statuses).isSubset(of: [.ok, .tooManyRequests]), "\(statuses)")
        }
    }

    @Test func `what is shown once is not shown again under the same idempotency key`() async throws
    {
        try await TestDeskFront.run { desk, client in
            let admin = try await desk.token(client, "adil")
            let body = #"{"username": "nora", "display_name": "Nora", "role": "ops_agent"}"#
            let once = ["Idempotency-Key": "add-nora"]
            let first = try await client.send(
                .post, "/ops-team", body, token: admin, headers: once)
            #expect(first.status == .created, "\(first.text)")
            let again = try await client.send(
                .post, "/ops-team", body, token: admin, headers: once)
            #expect(again.code == "IR112", "\(again.text)")
            let kept = try await desk.database.run(
                "select response from core.idempotency_keys where idempotency_key = 'add-nora'")
            let password = try #require(first.members["initial_password"]?.string)
            #expect(!kept.contains(password))
        }
    }
}
