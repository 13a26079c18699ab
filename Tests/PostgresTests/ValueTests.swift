import Postgres
import Testing

@Suite struct ValueTests {
    let cluster = TestCluster.shared

    @Test func `every kind of parameter comes back as it was sent`() async throws {
        let connection = try await cluster.connect()
        let bytes = (0...255).map { UInt8($0) }
        let texts: [String?] = ["", "a,b", "NULL", nil, "q\"uo\\te", "{}", "ünï🙂"]
        let row = try await connection.query(
            """
            select $1::text as nothing, $2::text as unicode, $3::bytea as bytes,
                $4::bigint as smallest, $5::boolean as yes, $6::text[] as texts,
                $7::bigint[] as integers, $8::bytea[] as blobs, $9::numeric(18,4) as price,
                $10::jsonb as json, ''::text as empty, ''::bytea as no_bytes
            """,
            [
                nil, "naïve – नमस्ते 🙂 'quoted' \\", .bytes(bytes), .integer(.min), true,
                .textArray(texts), .integerArray([1, -2, .max]), .bytesArray([[0, 255], []]),
                "1234.5", #"{"a": [1, null]}"#,
            ]
        ).only()
        #expect(row["nothing"] == nil)
        #expect(try row.optionalString("nothing") == nil)
        #expect(try row.string("unicode") == "naïve – नमस्ते 🙂 'quoted' \\")
        #expect(try row.bytes("bytes") == bytes)
        #expect(try row.integer("smallest") == .min)
        #expect(try row.boolean("yes"))
        #expect(try row.textArray("texts") == texts)
        #expect(try row.integerArray("integers") == [1, -2, .max])
        #expect(try row.textArray("blobs") == [#"\x00ff"#, #"\x"#])
        #expect(try row.string("price") == "1234.5000")
        #expect(try row.utf8("json") == Array(#"{"a": [1, null]}"#.utf8))
        #expect(try row.string("empty") == "")
        #expect(try row.bytes("no_bytes") == [])
        #expect(try row.string(1) == row.string("unicode"))
        await connection.close()
    }

    @Test func `times are microseconds since 1970 whatever their zone and century`() async throws {
        let connection = try await cluster.connect()
        let rows = try await connection.query(
            """
            select t, (extract(epoch from t) * 1000000)::bigint as expected
            from unnest(array['1970-01-01 00:00:00+00', '2026-11-21 15:39:30.123456+05:30',
                '1969-12-31 23:59:59.999999+00', '2000-02-29 12:00:00+00', '1900-03-01',
                '0001-01-01 00:00:00+00', '9999-12-31 23:59:59+00', '20260-01-01 00:00:00.5+00'
                ]::timestamptz[]) as t
            """)
        #expect(rows.count == 8)
        for row in rows { #expect(try row.timestamp("t") == row.integer("expected")) }
        let day = try await connection.query("select '2026-11-21'::date, 'infinity'::timestamptz")
        #expect(try day[0].timestamp(0) == 20_778 * 86_400_000_000)
        #expect(throws: PostgresError.self) { try day[0].timestamp(1) }
        await connection.close()
    }

    @Test func `a wrong column, type or null is a decoding error that shows no data`() async throws
    {
        let connection = try await cluster.connect()
        let row = try await connection.query("select 'secret' as a, null as b").only()
        for column in ["a", "b", "c"] {
            let error = await databaseError { _ = try row.integer(.name(column)) }
            guard case .decoding = error else {
                Issue.record("column \(column): \(error?.code ?? "no error")")
                continue
            }
            #expect(!(error?.detailForLog.contains("secret") ?? true))
        }
        await connection.close()
    }

    @Test func `text with a NUL is refused before anything is sent`() async throws {
        let connection = try await cluster.connect()
        for parameter: Parameter in ["a\u{0}b", .textArray(["a", "b\u{0}"])] {
            let error = await databaseError {
                _ = try await connection.query("select $1::text", [parameter])
            }
            guard case .invalidParameter = error else {
                Issue.record("not refused")
                continue
            }
        }
        #expect(try await connection.query("select 1")[0].integer(0) == 1)
        await connection.close()
    }

    @Test func `a big result arrives whole`() async throws {
        let connection = try await cluster.connect()
        async let big = connection.query(
            "select i, repeat('x', 100) as filling from generate_series(1, 200000) as i")
        async let small = connection.query("select 7")
        let rows = try await big
        #expect(rows.count == 200_000)
        #expect(try rows[199_999].integer("i") == 200_000)
        #expect(try await small[0].integer(0) == 7)
        let value = [UInt8](repeating: 42, count: 20_000_000)
        let echo = try await connection.query("select $1::bytea", [.bytes(value)])
        #expect(try echo[0].bytes(0) == value)
        await connection.close()
    }
}
