import Testing

@testable import ExchangeSimulator

@Suite struct OrderEntryTests {
    @Test("a market order is accepted and filled at the reference price, and the drop copy told")
    func marketOrder() throws {
        var exchange = try TestMarket.exchange()
        let reports = exchange.reports(to: .order("A1"))
        let own = reports.to(TestMarket.desk)
        #expect(
            own.map(\.description) == [
                "8 150=0 39=0 14=0 151=75", "8 150=F 39=2 14=75 151=0",
            ])
        let fill = own[1]
        #expect(fill[31] == "242.25")
        #expect(fill[32] == "75")
        #expect(fill[6] == "242.25")
        #expect(fill[1003] == "50000001")
        #expect(fill[75] == "20250228")
        #expect(fill[60] == "20250228-04:30:00.000")
        #expect(fill[37] == own[0][37])
        for (tag, value) in [
            1: "C100", 11: "A1", 55: "NIFTY25MAR22100PE", 48: "46959", 22: "8", 207: "NSE",
            54: "2", 38: "75", 40: "1", 59: "0",
        ] { #expect(fill[tag] == value) }
        let copies = reports.to(TestMarket.dropCopy)
        #expect(copies.map { $0[797] } == ["Y", "Y"])
        #expect(copies.map { $0[17] } == own.map { $0[17] })
        #expect(Set(own.map { $0[17] }).count == 2)
        #expect(reports.count == 4)
    }

    @Test(
        "what the exchange refuses, and why",
        arguments: [
            ([48: "1"], "1", "unknown symbol"),
            ([207: "BSE"], "1", "unknown symbol"),
            ([54: "5"], "11", "unsupported side"),
            ([38: "9999975"], "3", "above the freeze quantity 1800"),
            ([40: "3"], "11", "unsupported order type"),
            ([59: "1"], "11", "unsupported time in force"),
            ([38: "74"], "13", "bad quantity: not a multiple of the lot 75"),
            ([38: "0"], "13", "bad quantity: not above zero"),
            ([38: "7.5"], "13", "bad quantity: not a whole number"),
            ([38: "123456789"], "13", "bad quantity: not a whole number"),
            ([40: "2"], "99", "bad price: a limit order needs a price above zero"),
            ([40: "2", 44: "0"], "99", "bad price: a limit order needs a price above zero"),
            ([40: "2", 44: "242.26"], "99", "bad price: not a multiple of the tick 0.05"),
            (
                [40: "2", 44: "9000"], "99",
                "bad price: outside the band 0.05 to 2454.72"
            ),
            (
                [11: String(repeating: "x", count: 65)], "11", "unsupported length of field 11"
            ),
        ] as [([Int: String], String, String)])
    func refusals(change: [Int: String], reason: String, explanation: String) throws {
        var exchange = try TestMarket.exchange()
        let reports = exchange.reports(to: .order("A1", changing: change))
        #expect(reports.map(\.session) == [TestMarket.desk, TestMarket.dropCopy])
        #expect(reports[0].description == "8 150=8 39=8 14=0 151=0")
        #expect(reports[0][103] == reason)
        #expect(reports[0][58] == explanation)
        #expect(exchange.orders.isEmpty)
    }

    @Test("a ClOrdID is good for one order a session and day, refused or not")
    func duplicates() throws {
        var exchange = try TestMarket.exchange()
        _ = exchange.reports(to: .order("A1"))
        let again = exchange.reports(to: .order("A1"))
        #expect(again[0][103] == "6")
        _ = exchange.reports(to: .order("A2", quantity: 1))
        #expect(exchange.reports(to: .order("A2"))[0][103] == "6")
        #expect(exchange.orders.count == 1)
        let other = exchange.reports(to: .order("A1"), from: TestMarket.main)
        #expect(other[0][150] == "0")
        let nextDay = TestMarket.opening + 86_400_000_000
        #expect(exchange.reports(to: .order("A1"), at: nextDay)[0][150] == "0")
    }

    @Test("an order marked as perhaps sent before is answered with its state, not repeated")
    func possResend() throws {
        var exchange = try TestMarket.exchange()
        _ = exchange.reports(to: .order("A1"))
        let reports = exchange.reports(to: .order("A1", changing: [97: "Y"]))
        #expect(reports.map(\.description) == ["8 150=I 39=2 14=75 151=0"])
        #expect(exchange.orders.count == 1)
    }

    @Test("a message without a required field, or of an unknown type, is a business reject")
    func businessRejects() throws {
        var exchange = try TestMarket.exchange()
        let noQuantity = exchange.reports(to: .order("A1", changing: [38: nil]))
        #expect(noQuantity.map(\.msgType) == ["j"])
        #expect(noQuantity[0][380] == "5")
        #expect(noQuantity[0][379] == "A1")
        let unknown = exchange.reports(to: TestMessage(msgType: "E", sequence: 9, fields: [:]))
        #expect(unknown[0][380] == "3")
        #expect(unknown[0][45] == "9")
        let copy = exchange.reports(to: .order("A1"), from: TestMarket.dropCopy)
        #expect(copy.map(\.msgType) == ["j"])
    }

    @Test("a cancel ends a resting order; the second comes too late; an unknown order is refused")
    func cancels() throws {
        var exchange = try TestMarket.exchange()
        _ = exchange.reports(to: .order("A1", limit: "250.00"))
        let cancel = { (id: String, original: String) in
            TestMessage(msgType: "F", fields: [11: id, 41: original, 54: "2"])
        }
        let done = exchange.reports(to: cancel("X1", "A1"))
        #expect(done.to(TestMarket.desk).map(\.description) == ["8 150=4 39=4 14=0 151=0"])
        #expect(done[0][11] == "X1")
        #expect(done[0][41] == "A1")
        #expect(done.to(TestMarket.dropCopy).count == 1)
        let late = exchange.reports(to: cancel("X2", "A1"))
        #expect(late.map(\.msgType) == ["9"])
        #expect(late[0][102] == "0")
        #expect(late[0][39] == "4")
        let unknown = exchange.reports(to: cancel("X3", "nothing"))
        #expect(unknown[0][102] == "1")
        #expect(unknown[0][434] == "1")
        #expect(exchange.books.values.allSatisfy { $0.isEmpty })
    }

    @Test("the desk cancels the main site's order by OrderID, and both sessions hear of it")
    func cancelOfAnotherSession() throws {
        var exchange = try TestMarket.exchange()
        let placed = exchange.reports(
            to: .order("M1", limit: "250.00"), from: TestMarket.main)
        let reports = exchange.reports(
            to: TestMessage(msgType: "F", fields: [11: "X1", 37: placed[0][37] ?? ""]))
        #expect(reports.to(TestMarket.desk).map { $0[11] } == ["X1"])
        #expect(reports.to(TestMarket.main).map { $0[11] } == ["M1"])
        #expect(reports.to(TestMarket.dropCopy).count == 1)
    }

    @Test("status requests are answered with ExecType I, for unknown orders as rejected")
    func status() throws {
        var exchange = try TestMarket.exchange()
        _ = exchange.reports(to: .order("A1"))
        let known = exchange.reports(
            to: TestMessage(msgType: "H", fields: [11: "A1", 790: "Q1", 54: "2"]))
        #expect(known.map(\.description) == ["8 150=I 39=2 14=75 151=0"])
        #expect(known[0][790] == "Q1")
        #expect(known[0][1003] == nil)
        #expect(known[0][32] == nil)
        let unknown = exchange.reports(to: TestMessage(msgType: "H", fields: [11: "A9"]))
        #expect(unknown.map(\.description) == ["8 150=I 39=8 14=0 151=0"])
        #expect(unknown[0][103] == "5")
    }

    @Test("mass status answers every live order of the session, the last marked")
    func massStatus() throws {
        var exchange = try TestMarket.exchange()
        let request = TestMessage(msgType: "AF", fields: [584: "S1", 585: "7"])
        let none = exchange.reports(to: request)
        #expect(none.map { $0[911] } == ["0"])
        _ = exchange.reports(to: .order("A0"))
        _ = exchange.reports(to: .order("A1", limit: "251.00"))
        _ = exchange.reports(to: .order("A2", limit: "250.00"))
        _ = exchange.reports(to: .order("M1", limit: "251.00"), from: TestMarket.main)
        let reports = exchange.reports(to: request)
        #expect(reports.map { $0[11] } == ["A1", "A2"])
        #expect(reports.map { $0[912] } == ["N", "Y"])
        #expect(reports.map { $0[584] } == ["S1", "S1"])
    }

    @Test("made-up instruments are taken when the rules say so")
    func anyInstrument() throws {
        var exchange = try TestMarket.exchange { $0.acceptsAnyInstrument = true }
        let reports = exchange.reports(
            to: .order("A1", quantity: 1, limit: "12.3456", token: nil, symbol: "INTC"))
        #expect(reports.to(TestMarket.desk).map { $0[150] } == ["0", "F"])
    }
}
