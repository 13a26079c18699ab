import PrivateDesk
import Testing

@Suite struct RateLimitTests {
    @Test("a rate limit delays orders, steadily and without being notified, and drops none")
    func limit() async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 30)
        try await desk.value("update fix.sessions set messages_per_second = 10")
        let gateway = desk.gateway { $0.driver.dispatchPoll = .seconds(3600) }
        try await eventually(
            {
                try await desk.value(
                    "select count(*) from fix.session_state where status = 'logged_on'")
            }, is: "2")
        try await desk.placeExits(30)
        try await eventually({ try await desk.orders() }, is: "filled 30")
        #expect(try await desk.value(Self.fastestSecond) == "t")
        #expect(try exchange.journal("order").count == 30)
        try await gateway.stop()
        await exchange.close()
    }

    /// A bucket of one second's messages, emptied and filled again.
    private static let fastestSecond = """
        select max(sent_at) - min(sent_at) >= interval '1.5 seconds'
            and max(in_second) <= 21
        from (select sent_at, count(*) over (order by sent_at
                range between interval '1 second' preceding and current row) as in_second
            from core.order_requests where kind = 'new') s
        """
}
