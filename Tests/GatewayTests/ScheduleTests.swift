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

    @Test("hours that begin and end in this minute are kept to the moment, not to the next look")
    func toTheMoment() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 1)
        try await desk.value(
            """
            insert into fix.session_schedules (session_name, weekday, logon_at, logout_at)
            select 'ORDERS', extract(isodow from t), (t + interval '15 seconds')::time,
                (t + interval '50 seconds')::time
            from (select now() at time zone 'Asia/Kolkata' as t) n
            """)
        let gateway = desk.gateway { $0.sessionsInterval = .seconds(60) }
        try await eventually({ try await desk.value(Self.state) }, is: "logged_on")
        try await eventually({ try await desk.value(Self.state) }, is: "down")
        #expect(
            try await desk.value(
                """
                select clock_timestamp() between opened + interval '35 seconds'
                    and opened + interval '95 seconds'
                from (select (now() at time zone 'Asia/Kolkata')::date + logon_at as t
                    from fix.session_schedules) s,
                    lateral (select t at time zone 'Asia/Kolkata' as opened) o
                """) == "t")
        try await gateway.stop()
        await exchange.close()
    }
}
