import DeskDatabase
import FIX
import Logging
import Postgres
import PrivateDesk
import Testing

@testable import Gateway

@Suite("Batches that take too long")
struct SlowBatchTests {
    private static func news(_ sequence: Int64, isForApplication: Bool = true) throws
        -> InboundMessage
    {
        let encoder = FrameEncoder(
            beginString: "FIX.4.4", senderCompID: "SIMEX", targetCompID: "IRRA1")
        var frame: [UInt8] = []
        encoder.encode(
            type: "B", sequence: sequence, sendingTime: 1_700_000_000_000_000,
            body: "148=news \(sequence)\u{1}", into: &frame)
        var decoder = FrameDecoder()
        decoder.append(frame)
        guard case .message(let message) = decoder.next() else { throw CancellationError() }
        return InboundMessage(
            sequence: sequence, possDup: false, message: message,
            isForApplication: isForApplication)
    }

    @Test("what is too much for one statement is taken in parts, each with its number")
    func parts() async throws {
        let desk = try await DeskFixture.make(port: 1, lots: 10)
        try await desk.database.run(
            """
            create function public.take_time() returns trigger language plpgsql as $$
            begin perform pg_sleep(0.4); return new; end $$;
            create trigger takes_time before insert on fix.inbound
                for each row execute function public.take_time();
            """)
        let configuration = PostgresConfiguration(
            conninfo: desk.database.conninfo(user: "irra_gateway"), applicationName: "test",
            statementTimeout: .milliseconds(2_200))
        let connection = try await PostgresConnection.connect(configuration)
        let fix = FixFunctions(database: connection)
        let lease = try #require(
            try await fix.acquire(session: "ORDERS", worker: "test", leaseSeconds: 60))
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let store = DatabaseSessionStore(
            lease: lease, fix: fix, alarm: DispatchAlarm(), logger: logger)
        var batch = try (1...16).map { try Self.news($0) }
        batch.append(try Self.news(40, isForApplication: false))
        try await store.receive(batch, next: 17)
        #expect(
            try await desk.value(
                "select count(*), count(distinct sequence), max(sequence) from fix.inbound")
                == "17|17|40")
        #expect(try await desk.value("select next_inbound from fix.session_state") == "17")
        await connection.close()
    }

    @Test("one message that is too slow by itself ends the session's connection as before")
    func one() async throws {
        let desk = try await DeskFixture.make(port: 1, lots: 10)
        try await desk.database.run(
            """
            create function public.take_time() returns trigger language plpgsql as $$
            begin perform pg_sleep(30); return new; end $$;
            create trigger takes_time before insert on fix.inbound
                for each row execute function public.take_time();
            """)
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: desk.database.conninfo(user: "irra_gateway"), applicationName: "test",
                statementTimeout: .seconds(2)))
        let fix = FixFunctions(database: connection)
        let lease = try #require(
            try await fix.acquire(session: "ORDERS", worker: "test", leaseSeconds: 60))
        let store = DatabaseSessionStore(
            lease: lease, fix: fix, alarm: DispatchAlarm(), logger: Logger(label: "test"))
        await #expect(throws: PostgresError.self) {
            try await store.receive([try Self.news(1), try Self.news(2)], next: 3)
        }
        #expect(try await desk.value("select next_inbound from fix.session_state") == "1")
        await connection.close()
    }
}
