import ExchangeSimulator
import FIX
import FIXTransport
import Testing

/// Each fault against a real client: however the line behaves, the client has everything once.
@Suite struct FaultsOverTCPTests {
    @Test(
        "whatever the script does to the line, each order is there once and each fill is heard",
        arguments: [
            "on order nth=2 do cut before-journal",
            "on order nth=2 do cut before-answer",
            "on ack nth=2 do cut before-sending",
            "on fill nth=2 do cut after-sending",
            "on ack nth=1 do lose",
            "on fill session=IRRADC/* nth=2 do lose",
            "on report nth=2 do duplicate",
            "on fill nth=1 do reorder 2",
            "on ack nth=1 do scramble 3",
            "on report chance=30% do delay 20ms",
            "on order nth=2 do cut line",
            "on order nth=2 do silence 300ms",
            "on order nth=2 do skip numbers 5",
            "on logon nth=1 do cut line",
            "at 0s do refuse logons 300ms",
            "on order do hold 50ms",
        ])
    func everythingOnce(script: String) async throws {
        let journal = try TemporaryFile()
        let parsed = try FaultScript(text: script)
        try await withExchange(journal: journal, script: parsed) { port in
            let desk = TestClient("IRRA1", port: port)
            let copy = TestClient("IRRADC", port: port)
            for number in 1...3 { desk.order("A\(number)") }
            try await desk.whileConnected {
                try await copy.whileConnected {
                    try await eventually(after: { desk.order("A4") }) {
                        desk.trades.count == 4 && copy.trades.count == 4
                    }
                }
            }
            #expect(Set(desk.reports.compactMap { $0.message[Tag.clOrdID] }).count == 4)
        }
        let record = try ExchangeRecord.read(path: journal.path)
        #expect(record.orders.count == 4)
        #expect(record.acceptedTwice.isEmpty)
        #expect(record.orders.values.allSatisfy { $0.state == .filled && $0.leaves == 0 })
        #expect(record.trades.count == 4)
    }

    @Test("an order that is ignored is nowhere; one that is repeated says so")
    func ignoredAndAgain() async throws {
        let script = try FaultScript(
            text: """
                on order clordid=A1 do ignore
                on fill session=IRRA1/* do again
                on order clordid=A3 do reject 99 "by script"
                """)
        let journal = try TemporaryFile()
        try await withExchange(journal: journal, script: script) { port in
            let desk = TestClient("IRRA1", port: port)
            for number in 1...3 { desk.order("A\(number)") }
            try await desk.whileConnected {
                try await eventually { desk.reports.count == 4 }
            }
            #expect(desk.trades == ["50000001"])
            #expect(desk.fills.map { $0.message[Tag.possResend] ?? "N" } == ["N", "Y"])
            #expect(desk.reports.contains { $0.message[Tag.text] == "by script" })
        }
        let record = try ExchangeRecord.read(path: journal.path)
        #expect(record.ignored.map(\.name.clOrdID) == ["A1"])
        #expect(record.refusals.map(\.reason) == ["by script"])
        #expect(record.orders.count == 1)
    }

    @Test("a person busts, purges and cuts over the control socket")
    func control() async throws {
        let socket = try TemporaryFile()
        let journal = try TemporaryFile()
        let script = try FaultScript(text: "on order clordid=P* do fill none")
        try await withExchange(journal: journal, script: script, control: socket.path) { port in
            let desk = TestClient("IRRA1", port: port)
            try await desk.whileConnected {
                desk.order("A1")
                try await eventually { desk.fills.count == 1 }
                #expect(
                    try await ExchangeControl.send("bust trade last", to: socket.path)
                        == ["ok busted trade 50000001"])
                try await eventually {
                    desk.reports.contains { $0.message[Tag.execType] == "H" }
                }
                desk.order("P1")
                try await eventually { desk.reports.count == 4 }
                #expect(
                    try await ExchangeControl.send("show orders", to: socket.path).count == 2)
                try await ExchangeControl.send("purge", to: socket.path)
                #expect(
                    try await ExchangeControl.send("show orders", to: socket.path) == ["ok 0"])
                let before = desk.store.statuses.count
                try await ExchangeControl.send("cut line session=IRRA1/*", to: socket.path)
                try await eventually { desk.store.statuses.count > before + 1 }
                await #expect(
                    throws: ExchangeControl.Failure(description: "error no such trade")
                ) { try await ExchangeControl.send("bust trade 7", to: socket.path) }
                await #expect(
                    throws: ExchangeControl.Failure(
                        description: "error column 1: unknown action vanish")
                ) { try await ExchangeControl.send("vanish", to: socket.path) }
            }
        }
        let record = try ExchangeRecord.read(path: journal.path)
        #expect(record.trades.values.map(\.isBusted) == [true])
        #expect(record.orders.values.map(\.state).contains(.purged))
        #expect(record.purges.count == 1)
    }

    @Test("one order is filled in many parts, and a restart in between loses none")
    func storm() async throws {
        let script = try FaultScript(
            text: "market NIFTY25MAR22100PE freeze=9999975\non order do fill parts=4000")
        let journal = try TemporaryFile()
        let store = MemoryStore()
        let port = try await withExchange(journal: journal, script: script) { port in
            let desk = TestClient("IRRA1", port: port, store: store)
            desk.order("S1", quantity: 4000 * 75)
            let task = Task { try await desk.transport.run() }
            try await eventually { desk.fills.count > 500 }
            task.cancel()
            _ = await task.result
            return port
        }
        try await withExchange(journal: journal, port: port, script: script) { port in
            let desk = TestClient("IRRA1", port: port, store: store)
            try await desk.whileConnected {
                try await eventually { desk.fills.count == 4000 }
            }
            #expect(desk.trades.count == 4000)
            #expect(desk.fills.last?.message[Tag.leavesQty] == "0")
        }
    }

    @Test("an acceptance exchange takes anybody, and every connection begins at 1")
    func acceptance() async throws {
        try await withExchange(
            journal: TemporaryFile(),
            {
                $0.acceptsAnySession = true
                $0.acceptsAnyInstrument = true
                $0.renewsSessions = true
            },
            { port in
                for _ in 1...2 {
                    let client = TestClient("TW", port: port, exchange: "ISLD")
                    client.order("ID")
                    try await client.whileConnected {
                        try await eventually { client.fills.count == 1 }
                    }
                    #expect(client.store.received.first?.sequence == 2)
                }
            })
    }
}

extension TestClient {
    /// The numbers of the trades heard of.
    var trades: Set<String> { Set(fills.compactMap { $0.message[Tag.tradeID] }) }
}
