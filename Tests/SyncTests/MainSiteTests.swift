import Testing

@Suite("The main site writes orders and trades together")
struct MainSiteTests {
    private func opened() async throws -> Primary {
        let primary = try await Primary()
        try await primary.take(Fixture.derivatives28)
        try await primary.database.run("select book.seed(1, 3);")
        return primary
    }

    private let place = """
        select book.place_order(1, book.instrument_id('NSE', 'FO', 'NIFTY25MARFUT'), 'NRML', 'buy',
            150, limit_price => 22300, exchange_order_id => 'X1')
        """

    private let state = """
        select o.filled_quantity, o.status, count(t.*), coalesce(sum(t.quantity), 0)
        from book.orders o left join book.trades t using (order_id)
        where o.exchange_order_id = 'X1' group by o.order_id;
        """

    @Test("fills move the order with them, and a repeated trade changes nothing")
    func fills() async throws {
        let primary = try await opened()
        let order = try await primary.database.run("set role broker_site; \(place);").dropLast()
        let fill = { (number: String) in
            try await primary.database.run(
                """
                set role broker_site;
                select book.record_trade(\(order), '\(number)', 75, 22301.05);
                """)
        }
        let first = try await fill("T1")
        #expect(try await primary.database.run(state) == "75|partially_filled|1|75\n")
        #expect(try await fill("T1") == first)
        #expect(try await primary.database.run(state) == "75|partially_filled|1|75\n")
        _ = try await fill("T2")
        #expect(try await primary.database.run(state) == "150|filled|2|150\n")
        await #expect(throws: (any Error).self) { try await fill("T3") }
        #expect(try await primary.database.run(state) == "150|filled|2|150\n")
    }

    @Test("a cancelled order keeps what was filled; quantities are whole lots")
    func cancelled() async throws {
        let primary = try await opened()
        let order = try await primary.database.run("\(place);").dropLast()
        try await primary.database.run(
            """
            select book.record_trade(\(order), 'T1', 75, 22301);
            select book.cancel_order(\(order));
            """)
        #expect(try await primary.database.run(state) == "75|cancelled|1|75\n")
        await #expect(throws: (any Error).self) {
            try await primary.database.run(place.replacing("150", with: "151"))
        }
    }
}
