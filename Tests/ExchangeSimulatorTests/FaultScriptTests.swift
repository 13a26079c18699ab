import Testing

@testable import ExchangeSimulator

@Suite struct FaultScriptTests {
    @Test("every kind of line is understood")
    func reading() throws {
        let script = try FaultScript(
            text: """
                # what the market is like
                market NIFTY* price=250.00 tick=0.10 lot=50 band=200.00:300.00 freeze=1800 maker=off
                book NIFTY25MAR22100PE sell 75@242.25 150@242.50

                on order nth=3 do cut before-journal          # before anything is kept
                on order clordid=IR2025* chance=0.5% times=2 do cut before-answer
                on order symbol=RELIANCE side=sell do fill 1,1 every=20ms
                on order do fill parts=100000
                on cancel every=2 do reject 99 "not today"
                on ack session=IRRA1/* nth=2..4 do lose
                on fill do reorder 3
                on trade nth=2 after=500ms do bust trade this
                on logon nth=2 do refuse logons 10s
                on report from=10s until=1m do delay 200ms
                at 5s every=2s times=3 do offer NIFTY25MAR22100PE sell 75@242.25
                at 30s do correct trade last quantity=75 price=241.00
                at 31s do purge session=IRRA1/SIMEX
                at 32s do restate order all quantity=75
                """)
        #expect(script.markets.count == 1)
        #expect(script.books[0].levels.map(\.quantity) == [75, 150])
        #expect(script.rules.count == 14)
        #expect(script.rules[1].chance == 5000)
        #expect(script.rules[3].action == .fill(.plan(FillPlan(sizes: .parts(100_000)))))
        #expect(script.rules[5].nth == 2...4)
        #expect(script.rules[7].after == 500_000)
        #expect(script.rules[10].period == 2_000_000)
        let empty = try FaultScript(text: "\n  # nothing\n")
        #expect(empty.isEmpty)
    }

    @Test(
        "what makes no sense is named with line and column",
        arguments: [
            ("when order do lose", 1, 1, "expected on, at, market or book, got when"),
            ("\non order do vanish", 2, 13, "unknown action vanish"),
            ("on order do lose", 1, 13, "this action does not go with the event order"),
            ("on ack do fill 75", 1, 11, "this action does not go with the event ack"),
            ("at 5s do lose", 1, 10, "this action does not go with the event time"),
            ("at 5s do bust trade this", 1, 10, "there is no \"this\" at a time"),
            ("on order nth=x do ignore", 1, 14, "expected a number such as 3, or 3..5"),
            ("on order nth=1 ignore", 1, 16, "expected do"),
            ("on order colour=red do ignore", 1, 10, "colour= does not go with this rule"),
            ("on order do hold 5", 1, 18, "expected a time such as 250ms, 5s or 2m"),
            ("on order do reject 99 \"no", 1, 23, "the text has no end"),
            ("on order do ignore now", 1, 20, "unexpected now"),
            ("on order do", 1, 12, "an action is missing"),
            ("on order chance=101% do ignore", 1, 17, "expected a chance such as 5%"),
            (
                "on order do fill 75,0", 1, 18,
                "expected quantities such as 75,75, or parts=N, none or random"
            ),
            ("book X sell 75", 1, 13, "expected quantity@price"),
            ("book X sell 75@-1", 1, 16, "expected a price above zero such as 241.30"),
            ("market X band=5:4", 1, 15, "expected a band such as 200.00:280.00"),
        ] as [(String, Int, Int, String)])
    func refusing(text: String, line: Int, column: Int, reason: String) {
        #expect(
            throws: FaultScript.Failure(line: line, column: column, reason: reason)
        ) { try FaultScript(text: text) }
    }

    @Test("an instrument nobody knows is refused before anything starts")
    func unknownInstrument() throws {
        let script = try FaultScript(text: "\nbook NOBODY sell 75@1.00")
        #expect(
            throws: FaultScript.Failure(
                line: 2, column: 6, reason: "no instrument is called NOBODY")
        ) { try script.applied(to: try TestMarket.instruments()) }
    }

    @Test("terms of a market replace those of the file")
    func market() throws {
        let script = try FaultScript(
            text: "market NIFTY25MAR22100PE price=100.00 tick=1 lot=25 freeze=50 band=50:150")
        let list = try script.applied(to: try TestMarket.instruments()).instruments
        let option = try #require(list.find(token: "46959", symbol: nil, exchange: "NSE"))
        #expect(option.reference == Price("100.00"))
        #expect(option.lotSize == 25)
        #expect(option.freezeQuantity == 50)
        #expect(option.highestPrice == Price("150"))
    }

    @Test("patterns fit as in a shell")
    func patterns() {
        #expect(NamePattern("IR*").matches("IR1"))
        #expect(NamePattern("*/SIMEX").matches("IRRA1/SIMEX"))
        #expect(NamePattern("A?C*").matches("ABCD"))
        #expect(!NamePattern("A?C").matches("AC"))
        #expect(!NamePattern("A*B").matches("AxC"))
        #expect(NamePattern("*a*b*").matches("xxayybz"))
    }
}
