import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Front

/// Bodies that nobody would send, to every route, over a real database: each is answered with a
/// documented refusal or done, none is a defect.
@Suite struct FuzzTests {
    /// What would end the session that asks, or never ends.
    static let left: Set<String> = [RouteTable.logoutPath, EventStream.path]
    static let routes = RouteTable.routes.filter { !left.contains($0.path) }

    static let attacks = [
        "'; drop table core.orders; --", "\" or 1=1 --",
        "') union select secret_hash from auth.sessions --",
        "$$; select pg_sleep(60); $$", "\\'; commit; --", "%27%20or%201%3d1", "${jndi:ldap://x}",
        "1; copy core.users to program 'id'", "/*", "*/", "--", ";", "'", "''", "\\", "{{7*7}}",
        "\u{202e}",
    ]

    func path(of route: Route, with text: String) -> String {
        route.path.replacing(#/\{[A-Za-z]+\}/#, with: PercentCoding.encode(text))
    }

    func check(_ answer: TestResponse, _ what: String) {
        let status = answer.status.code
        #expect(status < 500, "\(what): \(answer.text)")
        if status >= 400 {
            #expect(answer.headers[.contentType] == Problem.mediaType, "\(what)")
            #expect(answer.code?.hasPrefix("IR") == true, "\(what)")
        }
    }

    @Test func `SQL in every text field, path part and query is text`() async throws {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "sunil")
            let before = try await desk.database.run(Self.census)
            for (number, route) in Self.routes.enumerated() {
                for offset in 0..<3 {
                    let attack = Self.attacks[(number * 3 + offset) % Self.attacks.count]
                    let members = route.bodyParameters.map { parameter in
                        (
                            parameter.name,
                            parameter.type == .text ? JSONText.quoted(attack) : "1"
                        )
                    }
                    let query = route.sources.values.compactMap {
                        if case .query(let name) = $0 {
                            name + "=" + PercentCoding.encode(attack)
                        } else {
                            nil
                        }
                    }.joined(separator: "&")
                    let answer = try await client.send(
                        route.method,
                        path(of: route, with: attack) + (query.isEmpty ? "" : "?" + query),
                        route.takesBody ? JSONText.object(members) : nil, token: token,
                        headers: route.function.takesKey ? ["Idempotency-Key": "k"] : [:])
                    check(answer, "\(route.method) \(route.path) \(attack)")
                }
            }
            #expect(try await desk.database.run(Self.census) == before)
        }
    }

    /// Tables and their columns: what an injected statement would change first.
    static let census = """
        select count(*), sum(length(relname)) from pg_class
        where relnamespace in (
            select oid from pg_namespace where nspname in ('core', 'auth', 'book', 'fix'))
        """

    @Test func `random JSON is answered, never a defect; the seed is in the message`() async throws
    {
        let seed = UInt64.random(in: 0 ... .max)
        try await TestDeskFront.run { desk, client in
            var random = JSONCheckTests.SplitMix(state: seed)
            let token = try await desk.token(client, "sunil")
            for route in Self.routes where route.takesBody {
                for _ in 0..<6 {
                    let body = Self.body(for: route, &random)
                    let answer = try await client.send(
                        route.method, path(of: route, with: "\(random.next() % 3)"), body,
                        token: token,
                        headers: route.function.takesKey ? ["Idempotency-Key": "k"] : [:])
                    check(answer, "seed \(seed) \(route.method) \(route.path) \(body)")
                }
            }
        }
    }

    static func body(for route: Route, _ random: inout JSONCheckTests.SplitMix) -> String {
        var members: [(name: String, json: String)] = []
        for parameter in route.bodyParameters where random.next() % 8 > 0 {
            members.append((parameter.name, value(&random, depth: 0)))
        }
        if random.next() % 10 == 0 { members.append(("surplus", "1")) }
        return JSONText.object(members)
    }

    static func value(_ random: inout JSONCheckTests.SplitMix, depth: Int) -> String {
        switch random.next() % (depth < 3 ? 14 : 12) {
        case 0: "null"
        case 1: "true"
        case 2: "\(Int64(bitPattern: random.next()))"
        case 3: "-0.000000001"
        case 4: "9223372036854775807"
        case 5: "1e29"
        case 6: "\"\""
        case 7: JSONText.quoted(String(repeating: "\u{1F4A5}", count: Int(random.next() % 300)))
        case 8: "\"2026-02-29\""
        case 9: "\"00000000-0000-0000-0000-000000000000\""
        case 10: "\"NSE\""
        case 11: "\"\\u001b[2J\\ttab\""
        case 12: "[" + value(&random, depth: depth + 1) + "]"
        default: "{\"a\":" + value(&random, depth: depth + 1) + "}"
        }
    }
}
