import Postgres
import Testing

@Suite struct CopyTests {
    let cluster = TestCluster.shared

    private struct SourceBroke: Error {}

    private func lines(_ numbers: Range<Int>) -> AsyncStream<[UInt8]> {
        AsyncStream { continuation in
            for number in numbers { continuation.yield(Array("\(number)\tname \(number)\n".utf8)) }
            continuation.finish()
        }
    }

    private func connection() async throws -> PostgresConnection {
        let connection = try await cluster.connect()
        try await connection.execute(script: "create temp table c (n int primary key, name text)")
        return connection
    }

    @Test func `COPY stores every row and says how many`() async throws {
        let connection = try await connection()
        let count = try await connection.copyIn("copy c from stdin", chunks: lines(0..<20_000))
        #expect(count == 20_000)
        #expect(try await connection.query("select sum(n) from c")[0].integer(0) == 199_990_000)
        await connection.close()
    }

    @Test func `COPY takes big chunks at the server's pace`() async throws {
        let connection = try await connection()
        try await connection.execute(script: "create temp table blobs (line text)")
        let chunk = Array((String(repeating: "x", count: 99_999) + "\n").utf8)
        let chunks = AsyncStream<ArraySlice<UInt8>> { continuation in
            for _ in 0..<30 { continuation.yield((0..<10).flatMap { _ in chunk }[...]) }
            continuation.finish()
        }
        #expect(try await connection.copyIn("copy blobs from stdin", chunks: chunks) == 300)
        await connection.close()
    }

    @Test func `a bad line fails COPY and the context names it`() async throws {
        let connection = try await connection()
        let source = AsyncStream<[UInt8]> { continuation in
            continuation.yield(Array("1\ta\n2\tb\nthree\tc\n".utf8))
            continuation.finish()
        }
        let error = await databaseError {
            _ = try await connection.copyIn("copy c from stdin", chunks: source)
        }
        #expect(error?.sqlState == "22P02")
        #expect(error?.serverError?.context?.contains("COPY c, line 3, column n") ?? false)
        #expect(try await connection.query("select count(*) from c")[0].integer(0) == 0)
        await connection.close()
    }

    @Test func `a source that throws undoes COPY and its error comes out`() async throws {
        let connection = try await connection()
        let source = AsyncThrowingStream<[UInt8], any Error> { continuation in
            continuation.yield(Array("1\ta\n".utf8))
            continuation.finish(throwing: SourceBroke())
        }
        await #expect(throws: SourceBroke.self) {
            try await connection.copyIn("copy c from stdin", chunks: source)
        }
        #expect(try await connection.query("select count(*) from c")[0].integer(0) == 0)
        await connection.close()
    }

    @Test func `a cancelled COPY stores nothing though its source just ends`() async throws {
        let connection = try await connection()
        let (source, feed) = AsyncStream.makeStream(of: [UInt8].self)
        feed.yield(Array("1\ta\n".utf8))
        let copy = Task { try await connection.copyIn("copy c from stdin", chunks: source) }
        try await Task.sleep(for: .milliseconds(100))
        copy.cancel()
        #expect(await databaseError { _ = try await copy.value }?.code == "cancelled")
        #expect(try await connection.query("select count(*) from c")[0].integer(0) == 0)
        await connection.close()
    }

    @Test func `a statement that is no COPY is refused and the connection stays usable`()
        async throws
    {
        let connection = try await connection()
        let error = await databaseError {
            _ = try await connection.copyIn("select 1", chunks: lines(0..<1))
        }
        #expect(error?.code == "invalid_parameter")
        let missing = await databaseError {
            _ = try await connection.copyIn("copy no_such_table from stdin", chunks: lines(0..<1))
        }
        #expect(missing?.sqlState == "42P01")
        #expect(try await connection.query("select 1")[0].integer(0) == 1)
        await connection.close()
    }

    @Test func `COPY through a plain query ends the connection instead of hanging it`() async throws
    {
        let connection = try await connection()
        let error = await databaseError { _ = try await connection.query("copy c from stdin") }
        #expect(error != nil)
        let usable = try? await connection.query("select 1")[0].integer(0)
        let isAlive = await connection.isAlive
        #expect(usable == 1 || !isAlive)
        await connection.close()
    }
}
