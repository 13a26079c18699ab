import Testing

@testable import ExchangeSimulator

@Suite struct MatchingTests {
    static func fills(_ reports: [Report]) -> [String] {
        reports.filter { $0[150] == "F" && $0[797] == nil }
            .map { "\($0[11] ?? "") \($0[32] ?? "")@\($0[31] ?? "")" }
    }

    @Test("a limit that crosses the market maker trades at the maker's price")
    func crossing() throws {
        var exchange = try TestMarket.exchange()
        #expect(
            Self.fills(exchange.reports(to: .order("A1", limit: "217.95"))) == ["A1 75@242.25"])
        #expect(Self.fills(exchange.reports(to: .order("A2", limit: "242.30"))).isEmpty)
    }

    @Test("resting orders trade by price, then by time, before the maker at the same price")
    func priority() throws {
        var exchange = try TestMarket.exchange()
        for (id, limit) in [("S1", "243.00"), ("S2", "242.50"), ("S3", "242.50")] {
            _ = exchange.reports(to: .order(id, limit: limit), from: TestMarket.main)
        }
        _ = exchange.reports(to: .order("A0", side: .buy, quantity: 75, limit: "242.00"))
        let buy = exchange.reports(to: .order("A1", side: .buy, quantity: 150, limit: "242.20"))
        #expect(Self.fills(buy).isEmpty)
        // The market maker sells at 242.25 without end, so a buyer never reaches 242.50.
        let market = exchange.reports(to: .order("A2", side: .buy, quantity: 150))
        #expect(Self.fills(market) == ["A2 150@242.25"])
    }

    @Test("when the maker's depth is used up the book is next, and the rest is cancelled")
    func depth() throws {
        var exchange = try TestMarket.exchange { $0.makerDepthLots = 1 }
        for (id, limit) in [("S1", "243.00"), ("S2", "242.50"), ("S3", "242.50")] {
            _ = exchange.reports(to: .order(id, limit: limit), from: TestMarket.main)
        }
        let reports = exchange.reports(to: .order("A1", side: .buy, quantity: 375))
        #expect(
            Self.fills(reports) == [
                "A1 75@242.25", "A1 75@242.50", "S2 75@242.50", "A1 75@242.50", "S3 75@242.50",
                "A1 75@243.00", "S1 75@243.00",
            ])
        let last = try #require(reports.to(TestMarket.desk).last)
        #expect(last.description == "8 150=4 39=4 14=300 151=0")
        #expect(last[6] == "242.5625")
        #expect(exchange.books.values.allSatisfy { $0.isEmpty })
    }

    @Test("one trade between two orders of the member has one number and two sides")
    func bothSides() throws {
        var exchange = try TestMarket.exchange { $0.makerDepthLots = 0 }
        _ = exchange.reports(to: .order("S1", limit: "240.00"), from: TestMarket.main)
        let reports = exchange.reports(to: .order("A1", side: .buy, limit: "245.00"))
        let copies = reports.to(TestMarket.dropCopy).filter { $0[150] == "F" }
        #expect(copies.map { $0[1003] } == ["50000001", "50000001"])
        #expect(copies.map { $0[54] } == ["1", "2"])
        #expect(Set(copies.map { $0[17] }).count == 2)
        #expect(copies.map { $0[31] } == ["240.00", "240.00"])
    }

    @Test("an immediate-or-cancel order leaves nothing behind")
    func immediateOrCancel() throws {
        var exchange = try TestMarket.exchange { $0.makerDepthLots = 2 }
        let reports = exchange.reports(
            to: .order("A1", quantity: 300, limit: "240.00", changing: [59: "3"]))
        #expect(
            reports.to(TestMarket.desk).map(\.description) == [
                "8 150=0 39=0 14=0 151=300", "8 150=F 39=1 14=150 151=150",
                "8 150=4 39=4 14=150 151=0",
            ])
        #expect(exchange.books.values.allSatisfy { $0.isEmpty })
    }

    @Test("a delayed order waits for its time, and a cancel may come first")
    func delay() throws {
        var exchange = try TestMarket.exchange { $0.fillDelay = .seconds(1) }
        let first = exchange.reports(to: .order("A1"))
        #expect(first.to(TestMarket.desk).map { $0[150] } == ["0"])
        _ = exchange.reports(to: .order("A2"), at: TestMarket.opening + 10)
        exchange.tick(now: TestMarket.opening + 999_999)
        #expect(exchange.takeReports().isEmpty)
        #expect(exchange.nextDue == TestMarket.opening + 1_000_000)
        let cancel = TestMessage(msgType: "F", fields: [11: "X1", 41: "A1"])
        _ = exchange.reports(to: cancel, at: TestMarket.opening + 999_999)
        exchange.tick(now: TestMarket.opening + 2_000_000)
        #expect(Self.fills(exchange.takeReports()) == ["A2 75@242.25"])
        #expect(exchange.nextDue == nil)
    }

    @Test("partial fills are whole lots, add up, and are the same for a seed")
    func partialFills() throws {
        func run(_ seed: UInt64) throws -> [String] {
            var exchange = try TestMarket.exchange { $0.partialFillSeed = seed }
            return Self.fills(exchange.reports(to: .order("A1", quantity: 1500)))
        }
        #expect(try run(7) == run(7))
        for seed in UInt64(0)..<200 {
            let parts = Exchange.parts(of: 1500, lot: 75, seed: seed)
            #expect(parts.reduce(0, +) == 1500, "seed \(seed)")
            #expect(parts.allSatisfy { $0 > 0 && $0 % 75 == 0 }, "seed \(seed)")
            #expect(parts.count <= Int(Exchange.maximumParts), "seed \(seed)")
        }
        #expect(try Set((0..<20).map { try run($0).count }).count > 1)
    }

    @Test("day orders expire when the next trading day begins")
    func expiry() throws {
        var exchange = try TestMarket.exchange()
        _ = exchange.reports(to: .order("A1", limit: "250.00"))
        exchange.tick(now: TestMarket.opening + 86_400_000_000)
        let reports = exchange.takeReports()
        #expect(reports.to(TestMarket.desk).map(\.description) == ["8 150=C 39=C 14=0 151=0"])
        #expect(reports[0][75] == "20250228")
        #expect(exchange.tradeDate == "20250301")
        #expect(exchange.books.values.allSatisfy { $0.isEmpty })
    }

    @Test("a fixed trade date is used whatever the clock says")
    func tradeDate() throws {
        var exchange = try TestMarket.exchange { $0.tradeDate = "20250303" }
        #expect(exchange.reports(to: .order("A1"))[0][75] == "20250303")
    }
}
