import Testing

@Suite(
    .enabled(if: InteropPrograms.isExpected, Comment(rawValue: InteropPrograms.hint)),
    .enabled(if: SimulatorProcess.program != nil, "build the irra program first"))
struct ClientTests {
    /// Rests in the book, above the market maker's price.
    private static let far = "40=2|44=23500"
    private static let market = "40=1"

    /// A sell of one lot.
    private static func order(_ id: String, _ price: String) -> String {
        """
        11=\(id)|1=QF0501|55=\(SimulatorProcess.symbol)|48=\(SimulatorProcess.token)|22=8|207=NSE|\
        54=2|38=\(SimulatorProcess.lot)|\(price)|59=0|60=20260115-04:00:00.000
        """
    }

    /// A cancel, replace or status request about an order.
    private static func about(_ original: String, _ id: String) -> String {
        """
        11=\(id)|41=\(original)|1=QF0501|55=\(SimulatorProcess.symbol)|48=\(SimulatorProcess.token)\
        |22=8|207=NSE|54=2|38=\(SimulatorProcess.lot)|60=20260115-04:00:00.000
        """
    }

    @Test("a QuickFIX client trades with the simulator and hears of every trade on both sessions")
    func trades() async throws {
        let simulator = try await SimulatorProcess.open()
        let client = try await QuickFIXClient.open(simulator, as: "IRRA1")
        let copy = try await QuickFIXClient.open(simulator, as: "IRRADC")

        try await client.send("D", Self.order("A1", Self.market))
        try await client.hears("8", [11: "A1", 150: "0", 39: "0"])
        let fill = try await client.hears("8", [11: "A1", 150: "F", 39: "2", 14: "75", 151: "0"])
        let copied = try await copy.hears("8", [11: "A1", 150: "F", 797: "Y"])
        #expect(copied[17] == fill[17])
        #expect(copied[1003] == fill[1003])

        try await client.send("D", Self.order("A1", Self.market))
        try await client.hears("8", [11: "A1", 150: "8", 103: "6"])
        try await client.send("D", Self.order("A2", "40=2|44=1"))
        try await client.hears("8", [11: "A2", 150: "8", 39: "8"])
        try await client.send("V", "262=X|263=0|264=0")
        try await client.hears("j", [372: "V", 380: "3"])

        #expect(try simulator.trades() == [fill[1003]].compactMap { $0 })
        try await client.close()
        try await copy.close()
        try await simulator.stop()
    }

    @Test("a QuickFIX client asks for orders and takes them back, one by one")
    func cancels() async throws {
        let simulator = try await SimulatorProcess.open()
        let client = try await QuickFIXClient.open(simulator, as: "IRRA1")
        for id in ["B1", "B2", "B3"] {
            try await client.send("D", Self.order(id, Self.far))
            try await client.hears("8", [11: id, 150: "0"])
        }
        try await client.send("H", "11=B1|55=\(SimulatorProcess.symbol)|54=2")
        try await client.hears("8", [11: "B1", 150: "I", 39: "0"])
        try await client.send("H", "11=NONE|55=\(SimulatorProcess.symbol)|54=2")
        try await client.hears("8", [11: "NONE", 150: "I", 39: "8", 37: "NONE"])

        try await client.send("F", Self.about("B1", "C1"))
        try await client.hears("8", [11: "C1", 41: "B1", 150: "4", 39: "4", 151: "0"])
        try await client.send("F", Self.about("B1", "C2"))
        try await client.hears("9", [11: "C2", 41: "B1", 102: "0", 39: "4"])
        try await client.send("F", Self.about("B9", "C3"))
        try await client.hears("9", [11: "C3", 102: "1"])

        let mark = try await client.send("AF", "584=S1|585=7")
        try await client.hears("8", [11: "B3", 150: "I", 584: "S1", 912: "Y"], from: mark)
        let answers = await client.messages.filter { $0[584] == "S1" }
        #expect(Set(answers.compactMap { $0[911] }) == ["\(answers.count)"])
        #expect(answers.map { $0[11] }.suffix(2) == ["B2", "B3"])
        try await client.close()
        try await simulator.stop()
    }

    @Test("a QuickFIX client replaces orders, and takes all of them back with one message")
    func replacesAndMassCancel() async throws {
        let simulator = try await SimulatorProcess.open()
        let client = try await QuickFIXClient.open(simulator, as: "IRRA1")
        for id in ["R1", "R2", "R3"] {
            try await client.send("D", Self.order(id, Self.far))
            try await client.hears("8", [11: id, 150: "0"])
        }
        try await client.send("G", Self.about("R1", "G1") + "|40=2|44=23400|59=0")
        let replaced = try await client.hears("8", [11: "G1", 41: "R1", 150: "5", 39: "0"])
        #expect(replaced[44].flatMap(Double.init) == 23400)
        // By the market's price: it trades under its new name.
        try await client.send("G", Self.about("G1", "G2") + "|40=2|44=23000|59=0")
        try await client.hears("8", [11: "G2", 41: "G1", 150: "5"])
        try await client.hears("8", [11: "G2", 150: "F", 39: "2", 14: "75"])
        try await client.send("G", Self.about("G2", "G3") + "|40=2|44=23400|59=0")
        try await client.hears("9", [11: "G3", 41: "G2", 434: "2", 102: "0"])

        try await client.send("q", "11=Q1|530=7|60=20260115-04:00:00.000")
        try await client.hears("r", [11: "Q1", 530: "7", 531: "7"])
        for id in ["R2", "R3"] {
            try await client.hears("8", [37: await client.number(of: id), 150: "4", 39: "4"])
        }
        #expect(try simulator.trades().count == 1)
        try await client.close()
        try await simulator.stop()
    }

    @Test("what a killed QuickFIX client has not kept is sent again, and a log-out is answered")
    func resends() async throws {
        let simulator = try await SimulatorProcess.open()
        let client = try await QuickFIXClient.open(simulator, as: "IRRA1")
        try await client.send("D", Self.order("K1", Self.market))
        try await client.hears("8", [11: "K1", 150: "F"])
        try await client.send("D", Self.order("K2", Self.market))
        let before = try await client.hears("8", [11: "K2", 150: "F"])
        try await client.tell("forget 3")
        try await client.killAndRestart()
        let again = try await client.hears("8", [11: "K2", 150: "F", 43: "Y"])
        #expect(again[17] == before[17])
        #expect(again[34] == before[34])
        #expect(again[122] != nil)
        #expect(await client.messages.filter { $0[11] == "K1" }.count == 1)

        // The session goes on where it was.
        try await client.send("D", Self.order("K3", Self.market))
        try await client.hears("8", [11: "K3", 150: "F"])
        let mark = await client.mark
        try await client.tell("logout")
        try await client.says("logout", from: mark)
        #expect(await client.sessionMessages("5").count == 1)
        #expect(await client.sessionMessages("3").isEmpty)
        try await client.killAndRestart()
        #expect(await client.sessionMessages("2").isEmpty)
        #expect(try simulator.trades().count == 3)
        try await client.close()
        try await simulator.stop()
    }

    @Test("heartbeats keep an idle line up, and a test request is answered")
    func heartbeats() async throws {
        let simulator = try await SimulatorProcess.open()
        let client = try await QuickFIXClient.open(simulator, as: "IRRA1", heartbeat: 6)
        try await client.send("1", "112=are you there")
        try await client.hears("0", [112: "are you there"], "admin")
        try await eventually(
            { await client.sessionMessages("0").count >= 3 ? "beats" : "" }, is: "beats")
        #expect(await client.sessionMessages("A").count == 1, "the line never went down")
        #expect(await client.messages.isEmpty)
        try await client.close()
        try await simulator.stop()
    }
}
