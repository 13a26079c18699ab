import Testing

@testable import ExchangeSimulator

@Suite struct SurveillanceTests {
    static func perform(_ exchange: inout Exchange, _ text: String) throws -> [Report] {
        var reader = try ScriptReader(text, line: 1)
        let action = try reader.action()
        _ = try exchange.perform(action, now: TestMarket.opening + 1)
        return exchange.takeReports()
    }

    @Test("a bust takes the fill back and names it; a filled order is over then")
    func bust() throws {
        var exchange = try TestMarket.exchange()
        let fill = exchange.reports(to: .order("A1"))[2]
        let reports = try Self.perform(&exchange, "bust trade last")
        let own = reports.to(TestMarket.desk)
        #expect(own.map(\.description) == ["8 150=H 39=4 14=0 151=0"])
        #expect(own[0][19] == fill[17])
        #expect(own[0][17] != fill[17])
        #expect(own[0][1003] == fill[1003])
        #expect(own[0][32] == "75")
        #expect(reports.to(TestMarket.dropCopy).map { $0[797] } == ["Y"])
        #expect(throws: Exchange.Refusal("trade 50000001 is busted already")) {
            try Self.perform(&exchange, "bust trade 1")
        }
        #expect(throws: Exchange.Refusal("no such trade")) {
            try Self.perform(&exchange, "bust trade 9")
        }
    }

    @Test("a bust of an open order's fill leaves that quantity open again")
    func bustOfOpenOrder() throws {
        var exchange = try TestMarket.exchange { $0.makerDepthLots = 1 }
        _ = exchange.reports(to: .order("A1", quantity: 150, limit: "240.00"))
        let reports = try Self.perform(&exchange, "bust trade 1")
        #expect(
            reports.to(TestMarket.desk).map(\.description) == ["8 150=H 39=0 14=0 151=150"])
    }

    @Test("corrections change amount and price, refer to the last telling, and stay in bounds")
    func correction() throws {
        var exchange = try TestMarket.exchange()
        let fill = exchange.reports(to: .order("A1", quantity: 150))[2]
        let first = try Self.perform(&exchange, "correct trade 1 price=241.00")
            .to(TestMarket.desk)
        #expect(first.map(\.description) == ["8 150=G 39=2 14=150 151=0"])
        #expect(first[0][19] == fill[17])
        #expect(first[0][31] == "241.00")
        #expect(first[0][6] == "241.00")
        let second = try Self.perform(&exchange, "correct trade 1 quantity=75")
            .to(TestMarket.desk)
        #expect(second.map(\.description) == ["8 150=G 39=4 14=75 151=0"])
        #expect(second[0][19] == first[0][17])
        #expect(second[0][32] == "75")
        #expect(throws: Exchange.Refusal.self) {
            try Self.perform(&exchange, "correct trade 1 quantity=225")
        }
    }

    @Test("cancels nobody asked for, expiry, done for day and restatement reach both lines")
    func unasked() throws {
        var exchange = try TestMarket.exchange()
        for name in ["A1", "A2", "A3", "A4"] {
            _ = exchange.reports(to: .order(name, quantity: 150, limit: "250.00"))
        }
        for (text, expected) in [
            ("cancel order A1", "8 150=4 39=4 14=0 151=0"),
            ("expire order A2", "8 150=C 39=C 14=0 151=0"),
            ("finish order A3", "8 150=3 39=3 14=0 151=0"),
            ("restate order A4 quantity=75", "8 150=D 39=0 14=0 151=75"),
        ] {
            let reports = try Self.perform(&exchange, text)
            #expect(reports.to(TestMarket.desk).map(\.description) == [expected])
            #expect(reports.to(TestMarket.dropCopy).map(\.description) == [expected])
        }
        let repriced = try Self.perform(&exchange, "restate order A4 price=242.25")
        #expect(repriced[0][378] == "3")
        #expect(MatchingTests.fills(exchange.takeReports() + repriced) == ["A4 75@242.25"])
        #expect(throws: Exchange.Refusal.self) {
            try Self.perform(&exchange, "cancel order A4")
        }
    }

    @Test("a purge says nothing, and the exchange knows the orders no more")
    func purge() throws {
        var exchange = try TestMarket.exchange()
        _ = exchange.reports(to: .order("A1", limit: "250.00"))
        _ = exchange.reports(to: .order("M1", limit: "250.00"), from: TestMarket.main)
        #expect(try Self.perform(&exchange, "purge session=IRRA1/*").isEmpty)
        #expect(exchange.liveOrders().map(\.clOrdID) == ["M1"])
        let status = exchange.reports(to: TestMessage(msgType: "H", fields: [11: "A1", 54: "2"]))
        #expect(status.map(\.description) == ["8 150=I 39=8 14=0 151=0"])
        let cancel = exchange.reports(to: TestMessage(msgType: "F", fields: [11: "X", 41: "A1"]))
        #expect(cancel[0][102] == "1")
        // The name stays used: the same order cannot come in twice.
        #expect(exchange.reports(to: .order("A1"))[0][103] == "6")
    }

    @Test("after the close orders have expired and new ones are refused until the next day")
    func close() throws {
        var exchange = try TestMarket.exchange()
        _ = exchange.reports(to: .order("A1", limit: "250.00"))
        let reports = try Self.perform(&exchange, "close day")
        #expect(reports.to(TestMarket.desk).map(\.description) == ["8 150=C 39=C 14=0 151=0"])
        #expect(exchange.reports(to: .order("A2"))[0][103] == "2")
        let next = TestMarket.opening + 86_400_000_000
        #expect(exchange.reports(to: .order("A3"), at: next)[0][150] == "0")
    }

    @Test("liquidity by script is all there is, and lasts for what it says")
    func liquidity() throws {
        var rules = ExchangeRules()
        let script = try FaultScript(
            text: """
                book NIFTY25MAR22100PE buy 75@241.00 150@240.50
                """)
        let market = try script.applied(to: try TestMarket.instruments())
        rules.makerLots = market.makerLots
        var exchange = Exchange(rules: rules, instruments: market.instruments)
        try exchange.seed(script.books, now: TestMarket.opening)
        try exchange.seed(script.books, now: TestMarket.opening)
        let reports = exchange.reports(to: .order("A1", quantity: 300, limit: "240.60"))
        #expect(MatchingTests.fills(reports) == ["A1 75@241.00"])
        #expect(reports.to(TestMarket.desk).last?[151] == "225")
        let more = try Self.perform(&exchange, "offer NIFTY25MAR22100PE buy 75@240.60")
        #expect(MatchingTests.fills(more) == ["A1 75@240.60"])
        #expect(Set(more.map(\.session)) == [TestMarket.desk, TestMarket.dropCopy])
        _ = try Self.perform(&exchange, "withdraw NIFTY*")
        let market2 = exchange.reports(to: .order("A2", quantity: 75))
        #expect(market2.to(TestMarket.desk).last?[150] == "4")
    }

    @Test("when the market maker's price moves, what rests and crosses trades")
    func moving() throws {
        var exchange = try TestMarket.exchange()
        _ = exchange.reports(to: .order("A1", limit: "250.00"))
        #expect(try Self.perform(&exchange, "move NIFTY25MAR22100PE to 249.95").isEmpty)
        let reports = try Self.perform(&exchange, "move NIFTY25MAR22100PE to 250.10")
        #expect(MatchingTests.fills(reports) == ["A1 75@250.10"])
    }
}
