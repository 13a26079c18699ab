import PrivateDesk
import Testing

/// What nobody asks for any more is done by the desk's clock.
@Suite struct ClockTests {
    @Test("an exit that nobody takes is priced again so often as its rows say, by a real replace")
    func chase() async throws {
        let exchange = try await TestExchange.open { $0.makerDepthLots = 0 }
        let desk = try await DeskFixture.make(port: exchange.port, lots: 2)
        try await desk.value(
            """
            update core.settings set value = case name when 'chase_after_seconds' then '1'
                when 'chase_max_replaces' then '2' else value end
            """)
        let gateway = desk.gateway()
        try await desk.placeExits(1)
        try await eventually(
            { try await desk.value("select status || ' ' || chases from core.orders") },
            is: "acknowledged 2")
        let prices = try exchange.journal("amended").compactMap { $0["limit"] }
        #expect(prices.count == 2 && Set(prices).count == 2)
        #expect(
            try await desk.value("select limit_price = \(prices.last ?? "0") from core.orders")
                == "t")
        try await gateway.stop()
        await exchange.close()
    }

    @Test("an exit that cancels those before it is placed when the exchange has said its word")
    func pendingExitsFirst() async throws {
        let exchange = try await TestExchange.open { $0.makerDepthLots = 0 }
        let desk = try await DeskFixture.make(port: exchange.port, lots: 2)
        let gateway = desk.gateway()
        try await desk.placeExits(2)
        try await eventually({ try await desk.orders() }, is: "acknowledged 2")
        try await desk.value(
            """
            select logic.place_exit(c, p.position_id, null, null, 'PROTECTED', null, true)
            from core.calls c, core.positions p
            """)
        try await eventually({ try await desk.orders() }, is: "acknowledged 1, cancelled 2")
        #expect(try await desk.value("select max(quantity) from core.orders") == "150")

        try await gateway.stop()
        await exchange.close()
    }

    @Test("a fill that no drop copy confirms in time is told, and is settled when it comes")
    func unconfirmedFill() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 1)
        try await desk.value(
            "update core.settings set value = '1' where name = 'unconfirmed_alert_seconds'")
        try await desk.value("update fix.sessions set enabled = false where kind = 'drop_copy'")
        let gateway = desk.gateway()
        try await desk.placeExits(1)
        let alert = """
            select coalesce(string_agg(case when resolved_at is null then 'open' else 'done' end,
                ' '), 'none')
            from core.alerts where kind = 'fills_unconfirmed'
            """
        try await eventually({ try await desk.value(alert) }, is: "open")
        try await desk.value("update fix.sessions set enabled = true")
        try await eventually({ try await desk.value(alert) }, is: "done")
        #expect(try await desk.netQuantity() == 0)
        try await gateway.stop()
        await exchange.close()
    }
}
