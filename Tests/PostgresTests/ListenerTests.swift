import Logging
import Postgres
import Testing

@Suite struct ListenerTests {
    let cluster = TestCluster.shared

    private func listener(_ channels: [String], name: String) -> PostgresListener {
        var configuration = cluster.configuration()
        configuration.applicationName = name
        return PostgresListener(
            configuration: configuration, channels: channels,
            logger: Logger(label: "tests", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    @Test func `a listener receives what its channels are told`() async throws {
        let sender = try await cluster.connect()
        let events = listener(["wake", "Odd \"name"], name: "listen 1").makeAsyncIterator()
        var iterator = events
        #expect(await iterator.next() == .reconnected)
        _ = try await sender.pipeline([
            Statement("select pg_notify($1, $2)", ["wake", "dispatch:nse ₹"]),
            Statement("select pg_notify($1, '')", ["Odd \"name"]),
            Statement("select pg_notify('other', '')"),
        ])
        _ = try await sender.query("select pg_notify('wake', 'last')")
        #expect(
            await iterator.next()
                == .notification(.init(channel: "wake", payload: "dispatch:nse ₹")))
        #expect(
            await iterator.next() == .notification(.init(channel: "Odd \"name", payload: "")))
        #expect(await iterator.next() == .notification(.init(channel: "wake", payload: "last")))
        await sender.close()
    }

    @Test func `a listener survives the end of its session and says so`() async throws {
        let sender = try await cluster.connect()
        var iterator = listener(["again"], name: "listen 2").makeAsyncIterator()
        for round in 0..<3 {
            #expect(await iterator.next() == .reconnected)
            _ = try await sender.query("select pg_notify('again', $1)", [.text("\(round)")])
            #expect(
                await iterator.next()
                    == .notification(.init(channel: "again", payload: "\(round)")))
            _ = try await sender.query(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'listen 2'
                """)
        }
        #expect(await iterator.next() == .reconnected)
        await sender.close()
    }

    @Test func `unread notifications beyond the limit become one reconnected`() async throws {
        let sender = try await cluster.connect()
        var iterator = listener(["flood"], name: "listen 3").makeAsyncIterator()
        #expect(await iterator.next() == .reconnected)
        var events: [ListenerEvent] = []
        // Until so much came before the first was read.
        for seconds in [1, 4, 15, 30] where events.first != .reconnected {
            _ = try await sender.query(
                "select count(pg_notify('flood', n::text)) from generate_series(1, 5000) as n")
            _ = try await sender.query("select pg_notify('flood', 'end')")
            try await Task.sleep(for: .seconds(seconds))
            events = []
            while events.last != .notification(.init(channel: "flood", payload: "end")) {
                events.append(try #require(await iterator.next()))
            }
        }
        #expect(events.first == .reconnected)
        #expect(events.count < 5000)
        await sender.close()
    }

    @Test func `cancelling the reader ends the listener and its session`() async throws {
        let listener = listener(["quiet"], name: "listen 4")
        let reader = Task {
            var count = 0
            for await _ in listener { count += 1 }
            return count
        }
        let observer = try await cluster.connect()
        func sessions() async throws -> Int64 {
            try await observer.query(
                "select count(*) from pg_stat_activity where application_name = 'listen 4'")[0]
                .integer(0)
        }
        #expect(try await eventually { try await sessions() == 1 })
        reader.cancel()
        #expect(await reader.value <= 1)
        #expect(try await eventually { try await sessions() == 0 })
        await observer.close()
    }
}
