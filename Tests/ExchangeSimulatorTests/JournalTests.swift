import Testing

@testable import ExchangeSimulator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct JournalTests {
    /// A day with everything in it, as the events of each transaction.
    static func day(_ exchange: inout Exchange) -> [[ExchangeEvent]] {
        var transactions: [[ExchangeEvent]] = []
        var clock = TestMarket.opening
        func take() { transactions.append(exchange.takeEvents()) }
        let steps: [(TestMessage, String)] = [
            (.order("A1"), TestMarket.desk),
            (.order("A2", limit: "250.00"), TestMarket.desk),
            (.order("M1", side: .buy, quantity: 150, limit: "255.00"), TestMarket.main),
            (.order("A3", quantity: 74), TestMarket.desk),
            (.order("A4", changing: [1: "tab\there\\ line\nend"]), TestMarket.desk),
            (.order("A5", limit: "260.00"), TestMarket.desk),
            (TestMessage(msgType: "F", fields: [11: "X1", 41: "A5"]), TestMarket.desk),
            (TestMessage(msgType: "H", fields: [11: "A1"]), TestMarket.desk),
            (.order("A6", quantity: 300, limit: "260.00"), TestMarket.desk),
            (ReplaceTests.replace("B6", "A6", quantity: 225, limit: "259.00"), TestMarket.desk),
        ]
        for (index, (message, session)) in steps.enumerated() {
            clock += 50_000
            exchange.record(
                .numbered(
                    session: session, sequence: sequence(session), messageType: "0", at: clock))
            exchange.handle(message, from: session, now: clock)
            exchange.record(.expected(session: session, next: Int64(index) + 2))
            take()
            exchange.tick(now: clock)
            let waiting = exchange.sessions[session]?.waitingCount ?? 0
            exchange.record(
                .dispatched(
                    session: session, count: waiting, firstSequence: sequence(session), at: clock))
            take()
        }
        for text in [
            "bust trade 1", "correct trade 2 price=242.00", "restate order B6 quantity=150",
            "offer NIFTY* buy 75@241.00", "move NIFTY25MAR22100PE to 243.00",
            "purge session=IRRA1/*", "close day",
        ] {
            clock += 50_000
            if let action = try? Self.action(text) {
                _ = try? exchange.perform(action, now: clock)
            }
            take()
        }
        exchange.record(.reversed(session: TestMarket.main, count: 2))
        exchange.record(.skipped(session: TestMarket.main, next: 90, at: clock))
        exchange.record(.seeded(name: "book X sell 75@1"))
        exchange.record(.fault(line: 3, action: "lose", subject: "T1", at: clock))
        take()
        let planned = FillPlan(sizes: .list([75, 75]), interval: 1000)
        exchange.handle(
            TestMessage.order("P1", quantity: 225), from: TestMarket.main,
            treatment: OrderTreatment(plan: planned), now: clock + 86_400_000_000)
        exchange.tick(now: clock + 86_400_500_000)
        exchange.handle(
            TestMessage.order("P2"), from: TestMarket.main,
            treatment: OrderTreatment(isIgnored: true), now: clock + 86_400_500_000)
        take()
        clock += 86_401_000_000
        exchange.record(.renewed(session: TestMarket.dropCopy))
        exchange.record(.reset(session: TestMarket.main))
        exchange.tick(now: clock + 86_400_000_000)
        take()
        return transactions

        func sequence(_ session: String) -> Int64 { exchange.sessions[session]?.nextOutbound ?? 1 }
    }

    static func action(_ text: String) throws -> ExchangeAction {
        var reader = try ScriptReader(text, line: 1)
        return try reader.action()
    }

    static func rules() throws -> Exchange {
        try TestMarket.exchange {
            $0.partialFillSeed = 3
            $0.makerDepthLots = 2
            $0.fillDelay = .milliseconds(60)
        }
    }

    @Test("every line prefix of a journal is the state after its last whole transaction")
    func prefixes() throws {
        var live = try Self.rules()
        var states = [live.state]
        var bytes: [UInt8] = []
        var ends = [0]
        var check = live
        let transactions = Self.day(&live)
        for events in transactions {
            for event in events {
                event.journalLine.append(to: &bytes)
                check.apply(event)
            }
            bytes.append(contentsOf: Journal.commitLine)
            states.append(check.state)
            ends.append(bytes.count)
        }
        #expect(check.state == live.state)
        for cut in bytes.indices where cut == 0 || bytes[cut - 1] == UInt8(ascii: "\n") {
            for torn in [0, 5] where cut + torn <= bytes.count {
                var replayed = try Self.rules()
                let committed = try Journal.parse(Array(bytes[..<(cut + torn)])) {
                    replayed.apply($0)
                }
                let whole = ends.lastIndex { $0 <= cut + torn } ?? 0
                #expect(committed == ends[whole])
                #expect(replayed.state == states[whole])
            }
        }
    }

    @Test("a journal's summary says the same as the exchange that wrote it")
    func summary() throws {
        var exchange = try Self.rules()
        var record = ExchangeRecord()
        for event in Self.day(&exchange).flatMap({ $0 }) { record.add(event) }
        let orders = exchange.orders.filter { !$0.isHouse }
        #expect(record.orders.count == orders.count)
        #expect(record.acceptedTwice.isEmpty)
        for order in orders {
            let told = try #require(record.orders[order.orderID])
            #expect(told.cumulative == order.filled)
            #expect(told.leaves == order.leaves)
            #expect((told.state == .purged) == order.isPurged)
        }
        #expect(record.trades.count == exchange.trades.count)
        for trade in exchange.trades {
            #expect(record.trades[trade.number]?.isBusted == trade.isBusted)
            #expect(record.trades[trade.number]?.price == trade.price)
        }
        #expect(record.trades.values.contains { $0.isBusted })
        #expect(record.purges.count == 1)
        #expect(record.ignored.count == 1)
        let replaced = record.order(
            session: TestMarket.desk, clOrdID: "B6", tradeDate: "20250228")
        #expect(replaced?.clOrdIDs == ["A6", "B6"])
    }

    @Test("events survive the way to a line and back")
    func lines() throws {
        var exchange = try Self.rules()
        let events = Self.day(&exchange).flatMap { $0 }
        #expect(events.count > 60)
        for event in events {
            var bytes: [UInt8] = []
            event.journalLine.append(to: &bytes)
            #expect(bytes.filter { $0 == UInt8(ascii: "\n") }.count == 1)
            let line = try #require(JournalLine(bytes: bytes.dropLast()))
            #expect(ExchangeEvent(journalLine: line) == event)
        }
    }

    @Test("a torn tail is cut off when the file is opened, and writing goes on after it")
    func tornTail() throws {
        let path = "/tmp/irra-journal-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).log"
        defer { unlink(path) }
        let first = [ExchangeEvent.opened(tradeDate: "20250228")]
        let second = [ExchangeEvent.reset(session: "A/B"), .expected(session: "A/B", next: 3)]
        do {
            let journal = try Journal(path: path, synchronous: true) { _ in }
            try journal.append(first)
        }
        let descriptor = open(path, O_WRONLY | O_APPEND)
        #expect(write(descriptor, "reset\tsession=X/Y\nexpected\tsess", 31) == 31)
        close(descriptor)
        var seen: [ExchangeEvent] = []
        do {
            let journal = try Journal(path: path, synchronous: false) { seen.append($0) }
            #expect(seen == first)
            try journal.append(second)
        }
        seen = []
        _ = try Journal(path: path, synchronous: false) { seen.append($0) }
        #expect(seen == first + second)
    }

    @Test("a damaged committed line stops the start, by its number")
    func damage() throws {
        let text = "opened\tdate=20250228\ncommit\nexpected\tsession=A/B\ncommit\n"
        #expect(throws: Journal.Failure.damaged(line: 3)) {
            _ = try Journal.parse(Array(text.utf8)) { _ in }
        }
    }
}
