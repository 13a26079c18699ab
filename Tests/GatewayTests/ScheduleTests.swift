import PrivateDesk
import Testing

@Suite struct ScheduleTests {
    private static let state = "select status from fix.session_state where session_name = 'ORDERS'"
    private static let detail = "select detail from fix.session_state where session_name = 'ORDERS'"

    @Test("a session logs out when its hours end, says until when, and logs on when they begin")
    func hours() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 1)
        let gateway = desk.gateway { $0.sessionsInterval = .seconds(1) }
        try await eventually({ try await desk.value(Self.state) }, is: "logged_on")
        // A DBA gives it hours that are over: those of another day.
        try await desk.value(
            """
            insert into fix.session_schedules (session_name, weekday, logon_at, logout_at)
            select 'ORDERS', extract(isodow from (now() at time zone 'Asia/Kolkata')::date + 3),
                '09:00', '15:45'
            """)
        try await eventually({ try await desk.value(Self.state) }, is: "down")
        try await eventually(
            { String(try await desk.value(Self.detail).prefix(23)) }, is: "outside its hours until")
        try await eventually(
            {
                try await desk.value(
                    "select status from fix.session_state where session_name = 'DROPCOPY'")
            }, is: "logged_on")
        try await desk.value("delete from fix.session_schedules")
        try await eventually({ try await desk.value(Self.state) }, is: "logged_on")
        try await desk.placeExits(1)
        try await eventually({ try await desk.orders() }, is: "filled 1")
        try await gateway.stop()
        await exchange.close()
    }

    @Test("a database that does not answer at first is asked again soon, not at the next look")
    func lateDatabase() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 1)
        func allow(_ connections: Int) async throws {
            try await desk.value(
                """
                do $$ begin execute format('alter database %I connection limit \(connections)',
                    current_database()); end $$
                """)
        }
        try await allow(0)
        let gateway = desk.gateway { $0.sessionsInterval = .seconds(3600) }
        // Longer than a first attempt takes.
        try await Task.sleep(for: .seconds(3))
        #expect(try await desk.value(Self.state) == "")
        try await allow(-1)
        try await eventually({ try await desk.value(Self.state) }, is: "logged_on")
        try await gateway.stop()
        await exchange.close()
    }

    @Test("hours that begin while the gateway looks are not missed until they end")
    func betweenTwoQuestions() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 1)
        try await Self.untilFarFromMidnight(desk)
        // Whichever question comes second is asked when the hours have begun.
        try await desk.value(
            """
            alter function fix.ms_to_schedule_change set schema public;
            create function fix.ms_to_schedule_change() returns bigint
            language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
            begin
                perform pg_sleep(extract(epoch from
                    (select (t.logon_at + interval '1 second')
                        - (clock_timestamp() at time zone 'Asia/Kolkata')::time
                    from fix.session_schedules t)));
                return public.ms_to_schedule_change(clock_timestamp());
            end $$;
            grant execute on function fix.ms_to_schedule_change() to irra_gateway;
            insert into fix.session_schedules (session_name, weekday, logon_at, logout_at)
            select 'ORDERS', extract(isodow from t), (t + interval '3 seconds')::time,
                (t + interval '2 minutes')::time
            from (select now() at time zone 'Asia/Kolkata' as t) n
            """)
        let gateway = desk.gateway { $0.sessionsInterval = .seconds(3600) }
        try await eventually({ try await desk.value(Self.state) }, is: "logged_on")
        try await gateway.stop()
        await exchange.close()
    }

    /// Hours end on the day on which they begin.
    private static func untilFarFromMidnight(_ desk: DeskFixture) async throws {
        try await eventually(
            within: .seconds(300),
            {
                try await desk.value("select (now() at time zone 'Asia/Kolkata')::time < '23:57'")
            }, is: "t")
    }

    @Test("hours that begin and end in these minutes are kept to the moment, not to the next look")
    func toTheMoment() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 1)
        try await Self.untilFarFromMidnight(desk)
        try await desk.value(
            """
            insert into fix.session_schedules (session_name, weekday, logon_at, logout_at)
            select 'ORDERS', extract(isodow from t), (t + interval '15 seconds')::time,
                (t + interval '75 seconds')::time
            from (select now() at time zone 'Asia/Kolkata' as t) n
            """)
        // No second look comes in time.
        let gateway = desk.gateway { $0.sessionsInterval = .seconds(3600) }
        try await eventually({ try await desk.value(Self.state) }, is: "logged_on")
        // A line that goes down for another reason is dialled anew.
        try await eventually(
            within: .seconds(240),
            {
                try await desk.value(
                    """
                    select status || ', ' || detail from fix.session_state
                    where session_name = 'ORDERS'
                    """)
            }, is: "down, logged out")
        #expect(
            try await desk.value(
                """
                select (now() at time zone 'Asia/Kolkata')::time >= logout_at
                from fix.session_schedules
                """) == "t")
        try await gateway.stop()
        await exchange.close()
    }
}
