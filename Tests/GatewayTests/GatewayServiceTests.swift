import PrivateDesk
import Testing

@Suite struct GatewayServiceTests {
    @Test("a queued order is sent once, filled, confirmed by the drop copy, and moves the position")
    func mainPath() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 3)
        let gateway = desk.gateway()
        try await desk.placeExits(1)
        try await eventually({ try await desk.orders() }, is: "filled 1")
        try await desk.placeExits(2)
        try await eventually({ try await desk.orders() }, is: "filled 3")
        try await eventually({ try await desk.value(Self.confirmed) }, is: "3")
        #expect(try await desk.netQuantity() == 0)
        #expect(try exchange.journal("order").count == 3)
        #expect(try await desk.value("select count(*) from core.temp_trades") == "3")
        #expect(try await desk.value("select count(*) from fix.parked") == "0")
        try await eventually(
            {
                try await desk.value(
                    "select count(*) from fix.session_state where status = 'logged_on'")
            }, is: "2")
        #expect(try await desk.value("select kind from core.workers") == "gateway")
        try await gateway.stop()
        #expect(
            try await desk.value(
                """
                select count(*) from fix.session_state
                where status = 'down' and lease_until is null
                """) == "2")
        await exchange.close()
    }

    private static let confirmed = """
        select count(*) from core.trades
        where response_at is not null and drop_copy_at is not null
        """

    @Test("of two gateways one leads a session, and the other takes over when it is cut off")
    func takeOver() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 2)
        let first = desk.gateway("first") { $0.leaseSeconds = 5 }
        try await eventually({ try await desk.value(Self.leaders) }, is: "first 2")
        let second = desk.gateway("second") { $0.leaseSeconds = 5 }
        try await desk.placeExits(1)
        try await eventually({ try await desk.orders() }, is: "filled 1")
        #expect(try await desk.value(Self.leaders) == "first 2")
        await first.cut()
        try await desk.placeExits(1)
        try await eventually({ try await desk.orders() }, is: "filled 2")
        try await eventually({ try await desk.value(Self.leaders) }, is: "second 2")
        #expect(try exchange.journal("order").count == 2)
        try await second.stop()
        await exchange.close()
    }

    private static let leaders = """
        select string_agg(leader || ' ' || n, ', ' order by leader) from (
            select leader, count(*) n from fix.session_state
            where leader is not null group by leader) s
        """

    @Test("a leader whose lease was taken stops at once and does not come back into it")
    func fencing() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 1)
        let gateway = desk.gateway()
        try await eventually({ try await desk.value(Self.leaders) }, is: "test 2")
        try await desk.value(
            """
            update fix.session_state set epoch = epoch + 1, leader = 'other',
                lease_until = now() + interval '1 hour'
            where session_name = 'ORDERS'
            """)
        try await eventually(
            { try exchange.journal("expected").isEmpty ? "" : "seen" }, is: "seen")
        try await desk.placeExits(1)
        try await Task.sleep(for: .seconds(2))
        #expect(try await desk.orders() == "queued 1")
        #expect(try exchange.journal("order").isEmpty)
        try await desk.value("update fix.session_state set lease_until = now()")
        try await eventually({ try await desk.orders() }, is: "filled 1")
        try await gateway.stop()
        await exchange.close()
    }

    @Test("a session that is disabled logs out, and comes back when it is enabled")
    func disabling() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 1)
        let gateway = desk.gateway()
        let status = "select status from fix.session_state where session_name = 'ORDERS'"
        try await eventually({ try await desk.value(status) }, is: "logged_on")
        try await desk.value("update fix.sessions set enabled = false where name = 'ORDERS'")
        try await eventually({ try await desk.value(status) }, is: "down")
        try await desk.value("update fix.sessions set enabled = true where name = 'ORDERS'")
        try await eventually({ try await desk.value(status) }, is: "logged_on")
        try await gateway.stop()
        await exchange.close()
    }

    @Test("partial fills of many orders add up")
    func partialFills() async throws {
        let exchange = try await TestExchange.open {
            $0.partialFillSeed = 11
            $0.fillDelay = .milliseconds(20)
        }
        let desk = try await DeskFixture.make(port: exchange.port, lots: 20)
        let gateway = desk.gateway()
        try await desk.value(
            """
            select logic.place_exit(c, p.position_id, 375, null, 'PROTECTED', null)
            from core.calls c, core.positions p, generate_series(1, 4) n
            """)
        try await eventually({ try await desk.orders() }, is: "filled 4")
        try await eventually({ "\(try await desk.netQuantity() ?? -1)" }, is: "0")
        let trades = try exchange.journal("trade")
        #expect(trades.count > 4)
        #expect(try await desk.value("select count(*) from core.trades") == "\(trades.count)")
        try await gateway.stop()
        await exchange.close()
    }

    @Test("a database that went away and came back costs nothing")
    func databaseRestart() async throws {
        let server = try await TestDesk.start(with: .desk)
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 2, on: server)
        let gateway = desk.gateway()
        try await desk.placeExits(1)
        try await eventually({ try await desk.orders() }, is: "filled 1")
        _ = try await server.cluster.stop(.immediate)
        _ = try await server.cluster.start()
        try await desk.placeExits(1)
        try await eventually({ try await desk.orders() }, is: "filled 2")
        try await eventually({ "\(try await desk.netQuantity() ?? -1)" }, is: "0")
        #expect(try exchange.journal("order").count == 2)
        try await gateway.stop()
        await exchange.close()
        try await server.stop()
    }
}
