import CZlib
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Front

/// What answers have besides their contents: pages, tags, compression, keys, exact numbers.
@Suite struct AnswerTests {
    @Test
    func `a list comes in pages: each once, by the link or the cursor, and the last has none`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            try await desk.database.run(
                """
                insert into core.alerts (kind, severity, subject, details)
                select 'trade_mismatch', 'info', n::text, '{}' from generate_series(1, 5) as n
                """)
            let token = try await desk.token(client, "sunil")
            var path = "/alerts?limit=2"
            var subjects: [String] = []
            for page in 1...3 {
                let answer = try await client.send(.get, path, token: token)
                #expect(answer.status == .ok, "\(answer.text)")
                guard case .array(let alerts)? = JSONValue(json: answer.text) else { return }
                subjects += alerts.compactMap { $0.object?["subject"]?.string }
                let link = answer.headers[HTTPField.Name("Link")!]
                #expect((link != nil) == (page < 3))
                #expect((answer.headers[RouteResponder.nextCursor] != nil) == (page < 3))
                if let link {
                    #expect(link.hasSuffix(">; rel=\"next\""))
                    path = String(link.dropFirst().prefix { $0 != ">" })
                    #expect(path.contains("limit=2") && path.contains("cursor="))
                }
            }
            #expect(subjects == ["5", "4", "3", "2", "1"])
            for (query, field) in [
                ("limit=0", "limit"), ("limit=x", "limit"), ("limit=501", "limit"),
                ("cursor=x", "cursor"),
            ] {
                let refused = try await client.send(.get, "/alerts?\(query)", token: token)
                #expect(refused.status == .badRequest)
                #expect(refused.members["field"] == .string(field), "\(query): \(refused.text)")
            }
        }
    }

    @Test func `who polls with the tag of what they have is told that it is still the same`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "sunil")
            let first = try await client.send(.get, "/positions/9001", token: token)
            #expect(first.text.contains("as_of"), "\(first.text)")
            let tag = try #require(first.headers[.eTag])
            let same = try await client.send(
                .get, "/positions/9001", token: token, headers: ["If-None-Match": "\"x\", \(tag)"])
            #expect(same.status == .notModified)
            #expect(same.text.isEmpty)
            #expect(same.headers[.eTag] == tag)
            try await desk.database.run(
                """
                update book.prices set last_price = 23200, as_of = now() where instrument_id = 7001
                """
            )
            let changed = try await client.send(
                .get, "/positions/9001", token: token, headers: ["If-None-Match": tag])
            #expect(changed.status == .ok)
            #expect(changed.headers[.eTag] != tag)
        }
    }

    @Test func `a large answer is compressed for who accepts it, a small one never`() async throws {
        try await TestDeskFront.run { desk, client in
            try await desk.database.run(
                """
                insert into core.alerts (kind, severity, subject, details)
                select 'trade_mismatch', 'info', n::text, '{}' from generate_series(1, 50) as n
                """)
            let token = try await desk.token(client, "sunil")
            let plain = try await client.send(.get, "/alerts", token: token)
            #expect(plain.headers[.contentEncoding] == nil)
            #expect(plain.headers[.vary] == "Accept-Encoding")
            for (accepts, isCompressed) in [
                ("gzip", true), ("br, gzip;q=0.5", true), ("*", true), ("gzip;q=0", false),
                ("br", false),
                ("*;q=0", false), ("identity", false),
            ] {
                let answer = try await client.send(
                    .get, "/alerts", token: token, headers: ["Accept-Encoding": accepts])
                #expect((answer.headers[.contentEncoding] == "gzip") == isCompressed, "\(accepts)")
                if isCompressed {
                    let bytes = Array(buffer: answer.body)
                    #expect(bytes.count < plain.body.readableBytes / 4)
                    #expect(try inflate(bytes) == plain.text)
                }
                #expect(answer.headers[.eTag] == plain.headers[.eTag])
            }
            let small = try await client.send(
                .get, "/site", token: token, headers: ["Accept-Encoding": "gzip"])
            #expect(small.headers[.contentEncoding] == nil)
        }
    }

    struct Broken: Error {}

    func inflate(_ bytes: [UInt8]) throws -> String {
        var stream = z_stream()
        guard
            inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                == Z_OK
        else { throw Broken() }
        defer { inflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: 1 << 20)
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return CZlib.inflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { throw Broken() }
        return String(decoding: output.prefix(Int(stream.total_out)), as: UTF8.self)
    }

    @Test func `any change under a key is made once and answered as often as it is asked`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "sunil")
            let body = #"{"reason": "main site down"}"#
            let key = ["Idempotency-Key": "site-1"]
            let first = try await client.send(
                .post, "/site/activate", body, token: token, headers: key)
            #expect(first.status == .accepted, "\(first.text)")
            let again = try await client.send(
                .post, "/site/activate", body, token: token, headers: key)
            #expect(again.status == .accepted)
            #expect(again.text == first.text)
            #expect(again.headers[.location] == "/approvals")
            let other = try await client.send(
                .post, "/site/activate", #"{"reason": "another"}"#, token: token, headers: key)
            #expect(other.status == .badRequest)
            #expect(other.code == "IR106")
            let malformed = try await client.send(
                .post, "/site/activate", body, token: token,
                headers: ["Idempotency-Key": String(repeating: "k", count: 129)])
            #expect(malformed.code == "IR105")
            let count = try await desk.database.run("select count(*) from core.approvals")
            #expect(count.contains("1"))
        }
    }

    @Test func `two requests with one key at once are one`() async throws {
        try await TestDeskFront.run(connections: 4) { desk, client in
            let token = try await desk.token(client, "sunil")
            let texts = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await client.send(
                            .post, "/site/activate", #"{"reason": "down"}"#, token: token,
                            headers: ["Idempotency-Key": "once"]
                        ).text
                    }
                }
                var texts: Set<String> = []
                for try await text in group { texts.insert(text) }
                return texts
            }
            #expect(texts.count == 1)
            #expect(texts.first?.contains("approval_id") == true, "\(texts)")
        }
    }

    @Test func `numbers are exact both ways`() async throws {
        try await TestDeskFront.run { desk, client in
            try await desk.database.run(
                """
                update book.prices set last_price = 23100.0001 where instrument_id = 7001;
                insert into core.alerts (kind, severity, subject, details) values
                    ('trade_mismatch', 'info', 'n', '{"big": 9223372036854775807, "exact": 0.1000}')
                """)
            let token = try await desk.token(client, "sunil")
            let positions = try await client.send(.get, "/positions/9001", token: token)
            #expect(positions.text.contains(#""last_price" : 23100.0001"#), "\(positions.text)")
            let alerts = try await client.send(.get, "/alerts", token: token)
            #expect(alerts.text.contains(#""big": 9223372036854775807"#))
            #expect(alerts.text.contains(#""exact": 0.1000"#))
            let order = try await client.send(
                .get, "/orders/9223372036854775807", token: token)
            #expect(order.status == .notFound)
            let beyond = try await client.send(
                .get, "/orders/9223372036854775808", token: token)
            #expect(beyond.code == "IR101", "\(beyond.text)")
        }
    }

    @Test func `a body that two readers would read differently is refused, with the place`()
        async throws
    {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "sunil")
            for body in [
                #"{"reason": "a", "reason": "b"}"#, #"{"reason": NaN}"#, #"{"reason": 1e400}"#,
                String(repeating: "[", count: 1000),
            ] {
                let answer = try await client.send(.post, "/site/activate", body, token: token)
                #expect(answer.status == .badRequest)
                #expect(answer.code == "IR101")
                #expect(answer.members["offset"] != nil, "\(answer.text)")
            }
        }
    }
}
