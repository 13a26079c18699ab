import ExchangeSimulator
import FIX
import FIXTransport
import Testing

@Suite struct ExchangeOverTCPTests {
    @Test("an order over TCP is filled, and the drop copy hears of it")
    func order() async throws {
        try await withExchange(journal: TemporaryFile()) { port in
            let desk = TestClient("IRRA1", port: port)
            let copy = TestClient("IRRADC", port: port)
            try await desk.whileConnected {
                desk.order("A1")
                try await copy.whileConnected {
                    try await eventually { copy.fills.count == 1 && desk.fills.count == 1 }
                }
            }
            #expect(desk.reports.map { $0.message[Tag.execType] } == ["0", "F"])
            #expect(copy.fills[0].message[Tag.copyMsgIndicator] == "Y")
            #expect(copy.fills[0].message[Tag.tradeID] == desk.fills[0].message[Tag.tradeID])
        }
    }

    @Test("a session the exchange does not know is hung up on")
    func unknownSession() async throws {
        try await withExchange(journal: TemporaryFile()) { port in
            let stranger = TestClient("STRANGER", port: port)
            try await stranger.whileConnected {
                stranger.order("A1")
                try await eventually { stranger.store.statuses.contains(.down) }
            }
            #expect(stranger.store.received.isEmpty)
        }
    }

    @Test("delayed fills arrive by the clock")
    func delay() async throws {
        try await withExchange(
            journal: TemporaryFile(), { $0.fillDelay = .milliseconds(80) },
            { port in
                let desk = TestClient("IRRA1", port: port)
                try await desk.whileConnected {
                    desk.order("A1")
                    try await eventually { desk.reports.count == 1 }
                    try await eventually { desk.fills.count == 1 }
                }
            })
    }

    @Test("an exchange that is cut off and starts again has lost and repeated nothing")
    func restart() async throws {
        let journal = try TemporaryFile()
        let store = MemoryStore()
        let orders = 40
        let port = try await withExchange(journal: journal) { port in
            let desk = TestClient("IRRA1", port: port, store: store)
            for number in 0..<orders { desk.order("A\(number)") }
            let task = Task { try await desk.transport.run() }
            try await eventually { desk.reports.count >= 5 }
            task.cancel()
            _ = await task.result
            return port
        }
        try await withExchange(journal: journal, port: port) { port in
            let desk = TestClient("IRRA1", port: port, store: store)
            let copy = TestClient("IRRADC", port: port)
            try await desk.whileConnected {
                desk.order("after")
                try await copy.whileConnected {
                    try await eventually {
                        desk.fills.count > orders && copy.fills.count > orders
                    }
                }
                desk.store.submit(
                    msgType: MessageType.orderStatusRequest,
                    body: FieldText.of((Tag.clOrdID, "A0"), (Tag.side, "2")))
                desk.driver.wake()
                try await eventually {
                    desk.reports.contains { $0.message[Tag.execType] == "I" }
                }
            }
            let numbers = desk.fills.compactMap { $0.message[Tag.clOrdID] }
            #expect(Set(numbers).count == orders + 1)
            #expect(numbers.count == orders + 1)
            #expect(Set(copy.fills.map { $0.message[Tag.tradeID] }).count == orders + 1)
        }
    }
}
