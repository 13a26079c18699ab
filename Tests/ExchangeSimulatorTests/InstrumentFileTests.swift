import Testing

@testable import ExchangeSimulator

@Suite struct InstrumentFileTests {
    @Test("real rows become instruments, by token and by symbol")
    func rows() throws {
        let list = try TestMarket.instruments()
        #expect(list.count == 3)
        let option = try #require(list.find(token: "46959", symbol: nil, exchange: "NSE"))
        #expect(option.symbol == "NIFTY25MAR22100PE")
        #expect(option.reference == Price("242.25"))
        #expect(option.lotSize == 75)
        #expect(option.lowestPrice == Price("0.05"))
        let share = try #require(list.find(token: nil, symbol: "RELIANCE", exchange: nil))
        #expect(share.segment == "CM")
        #expect(share.tick == Price("0.01"))
        #expect(share.highestPrice == Price("1440.12"))
    }

    @Test("the token decides, the symbol only between segments, and another exchange is unknown")
    func finding() throws {
        let list = try TestMarket.instruments()
        #expect(list.find(token: "1", symbol: "RELIANCE", exchange: "NSE") == nil)
        #expect(list.find(token: "2885", symbol: "RELIANCE", exchange: "BSE") == nil)
        #expect(list.find(token: nil, symbol: nil, exchange: "NSE") == nil)
    }

    @Test("a missing column and a bad row are named")
    func damage() {
        #expect(throws: InstrumentFile.Failure.missingColumn("LastPric")) {
            try InstrumentFile.parse(TestMarket.file.replacing("LastPric", with: "Last"))
        }
        #expect(throws: InstrumentFile.Failure.badRow(line: 3, column: "NewBrdLotQty")) {
            try InstrumentFile.parse(TestMarket.file.replacing("F1,75,", with: "F1,-,"))
        }
        #expect(throws: InstrumentFile.Failure.unreadable(path: "/nowhere/at/all.csv")) {
            try InstrumentFile.read(path: "/nowhere/at/all.csv")
        }
    }
}
