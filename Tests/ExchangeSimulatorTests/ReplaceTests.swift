import Testing

@testable import ExchangeSimulator

@Suite struct ReplaceTests {
    static func replace(
        _ id: String, _ original: String, quantity: Int64? = nil, limit: String? = nil
    ) -> TestMessage {
        var fields = [11: id, 41: original, 54: "2", 40: "2", 60: "20250228-04:30:00.000"]
        fields[38] = quantity.map { String($0) }
        fields[44] = limit
        return TestMessage(msgType: "G", fields: fields)
    }

    @Test("a replacement has the new name and terms, and the order its old number")
    func terms() throws {
        var exchange = try TestMarket.exchange()
        let placed = exchange.reports(to: .order("A1", quantity: 150, limit: "250.00"))
        let reports = exchange.reports(to: Self.replace("B1", "A1", quantity: 75, limit: "249.00"))
        let own = reports.to(TestMarket.desk)
        #expect(own.map(\.description) == ["8 150=5 39=0 14=0 151=75"])
        for (tag, value) in [11: "B1", 41: "A1", 38: "75", 44: "249.00"] {
            #expect(own[0][tag] == value)
        }
        #expect(own[0][37] == placed[0][37])
        #expect(reports.to(TestMarket.dropCopy).map { $0[11] } == ["B1"])
        let again = exchange.reports(to: Self.replace("C1", "A1", limit: "248.00"))
        #expect(again[0][41] == "B1")
        let cancelled = exchange.reports(
            to: TestMessage(msgType: "F", fields: [11: "X", 41: "C1"]))
        #expect(cancelled[0].description == "8 150=4 39=4 14=0 151=0")
    }

    @Test("a better price meets the market at once")
    func crossing() throws {
        var exchange = try TestMarket.exchange()
        _ = exchange.reports(to: .order("A1", limit: "250.00"))
        let reports = exchange.reports(to: Self.replace("B1", "A1", limit: "242.00"))
        #expect(reports.to(TestMarket.desk).map { $0[150] } == ["5", "F"])
        #expect(MatchingTests.fills(reports) == ["B1 75@242.25"])
    }

    @Test("less keeps the place in time, more or another price loses it")
    func priority() throws {
        var exchange = try TestMarket.exchange { $0.makerDepthLots = 0 }
        for name in ["A1", "A2", "A3"] {
            _ = exchange.reports(to: .order(name, quantity: 150, limit: "250.00"))
        }
        _ = exchange.reports(to: Self.replace("B1", "A1", quantity: 75))
        _ = exchange.reports(to: Self.replace("B2", "A2", quantity: 225))
        let fills = MatchingTests.fills(
            exchange.reports(
                to: .order("M1", side: .buy, quantity: 450, limit: "250.00"),
                from: TestMarket.main))
        #expect(
            fills.filter { !$0.hasPrefix("M1") }
                == ["B1 75@250.00", "A3 150@250.00", "B2 225@250.00"])
    }

    @Test("what cannot be replaced is refused with 434=2 and why")
    func refusals() throws {
        var exchange = try TestMarket.exchange { $0.makerDepthLots = 1 }
        _ = exchange.reports(to: .order("A1", quantity: 150, limit: "240.00"))
        _ = exchange.reports(to: .order("A2", quantity: 75, limit: "260.00"))
        for (message, reason) in [
            (Self.replace("B1", "nobody"), "1"),
            (Self.replace("A2", "A1"), "6"),
            (Self.replace("B2", "A1", limit: "9000"), "99"),
            (Self.replace("B3", "A1", quantity: 76), "99"),
        ] {
            let reports = exchange.reports(to: message)
            #expect(reports.map(\.msgType) == ["9"])
            #expect(reports[0][434] == "2")
            #expect(reports[0][102] == reason)
        }
        // Down to what is filled: nothing is left.
        let done = exchange.reports(to: Self.replace("B4", "A1", quantity: 75))
        #expect(done.to(TestMarket.desk).map(\.description) == ["8 150=5 39=2 14=75 151=0"])
        let late = exchange.reports(to: Self.replace("B5", "B4", quantity: 150))
        #expect(late[0][102] == "0")
    }

    @Test("a mass cancel is answered, then each order is cancelled under its own name")
    func massCancel() throws {
        var exchange = try TestMarket.exchange()
        for name in ["A1", "A2"] { _ = exchange.reports(to: .order(name, limit: "250.00")) }
        _ = exchange.reports(to: .order("M1", limit: "250.00"), from: TestMarket.main)
        func all(_ id: String, _ type: String) -> TestMessage {
            TestMessage(msgType: "q", fields: [11: id, 530: type, 60: "20250228-04:30:00.000"])
        }
        let refused = exchange.reports(to: all("Q0", "9"))
        #expect(refused.map(\.msgType) == ["r"])
        #expect(refused[0][531] == "0")
        #expect(refused[0][532] == "0")
        let reports = exchange.reports(to: all("Q1", "7"))
        #expect(reports.to(TestMarket.desk).map(\.msgType) == ["r", "8", "8"])
        #expect(reports[0][531] == "7")
        #expect(reports[0][533] == "2")
        #expect(reports.to(TestMarket.desk).dropFirst().map { $0[11] } == ["A1", "A2"])
        #expect(reports.to(TestMarket.dropCopy).count == 2)
        #expect(exchange.liveOrders().map(\.clOrdID) == ["M1"])
    }

    @Test(
        "a new order that is not what the standard says is rejected by tag",
        arguments: [
            ([11: nil], "1", "11"), ([55: nil], "1", "55"), ([54: nil], "1", "54"),
            ([60: nil], "1", "60"), ([40: nil], "1", "40"), ([41: "X"], "2", "41"),
            ([21: "4"], "5", "21"), ([54: "Z"], "5", "54"), ([38: "+75"], "6", "38"),
            ([60: "today"], "6", "60"),
        ] as [([Int: String?], String, String)])
    func sessionRejects(change: [Int: String?], reason: String, tag: String) throws {
        var exchange = try TestMarket.exchange()
        let reports = exchange.reports(to: .order("A1", changing: change))
        #expect(reports.map(\.msgType) == ["3"])
        #expect(reports[0][373] == reason)
        #expect(reports[0][371] == tag)
        #expect(reports[0][372] == "D")
        #expect(exchange.orders.isEmpty)
    }
}
