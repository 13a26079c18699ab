import HTTPTypes
import HummingbirdTesting
import PrivateDesk
import Testing

@testable import Front

/// What the server undid because of other transactions' locks, over a real desk.
@Suite struct RepeatedRequestTests {
    /// Takes the locks of `api.open_call` in the other order, and leaves it to the request to
    /// notice the deadlock.
    private static let rival = """
        set deadlock_timeout = '1h';
        begin;
        lock table core.call_attempts in access exclusive mode;
        do $$ begin
            while not exists (
                select from pg_locks where relation = 'core.call_attempts'::regclass
                    and database = (select oid from pg_database
                        where datname = current_database())
                    and not granted)
            loop
                perform pg_sleep(0.01);
            end loop;
        end $$;
        select pg_advisory_xact_lock(
            'core.call_attempts'::regclass::oid::integer, hashtext('ZC9001'));
        commit;
        """

    @Test func `a request that loses a deadlock is done after all, once`() async throws {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            try await Self.activate(desk.database)
            async let rival = desk.database.run(Self.rival)
            let locked = """
                select count(*) > 0 from pg_locks
                where relation = 'core.call_attempts'::regclass and mode = 'AccessExclusiveLock'
                    and database = (select oid from pg_database
                        where datname = current_database())
                """
            while try await !desk.database.run(locked).contains("t") {}
            let answer = try await client.send(.post, "/calls", DeskFrontTests.call, token: token)
            #expect(answer.status == .created, "\(answer.text)")
            _ = try await rival
            let undone = """
                select deadlocks from pg_stat_database where datname = current_database()
                """
            // The statistics of a session arrive a moment after its transaction.
            while try await desk.database.run(undone).filter(\.isNumber) != "1" {}
            #expect(
                try await desk.database.run(
                    "select (select count(*) from core.calls), "
                        + "(select string_agg(outcome, ',') from core.call_attempts)")
                    == "1|verified\n")
        }
    }

    @Test func `a request that is undone every time is tried three times, then 503`() async throws {
        try await TestDeskFront.run { desk, client in
            let token = try await desk.token(client, "arun")
            try await Self.activate(desk.database)
            // A sequence counts tries: it is the one thing that an undone transaction leaves.
            try await desk.database.run(
                """
                create sequence public.tries;
                create function public.undo() returns trigger language plpgsql security definer
                as $$ begin
                    perform nextval('public.tries');
                    raise exception using errcode = 'serialization_failure';
                end $$;
                create trigger undo before insert on core.call_attempts
                    for each row execute function public.undo();
                """)
            let answer = try await client.send(.post, "/calls", DeskFrontTests.call, token: token)
            #expect(answer.status == .serviceUnavailable, "\(answer.text)")
            #expect(answer.code == "IR502")
            #expect(answer.headers[.retryAfter] == "1")
            #expect(
                try await desk.database.run(
                    "select last_value, (select count(*) from core.calls) from public.tries")
                    == "\(RepeatingDatabase.maximumTries)|0\n")
        }
    }

    /// Calls are opened by an active desk only.
    private static func activate(_ database: TestDatabase) async throws {
        try await database.run("update core.site set mode = 'active'")
    }
}
