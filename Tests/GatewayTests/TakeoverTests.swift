import CPidfd
import Foundation
import PrivateDesk
import Testing

/// Several real gateway processes, one of them stopped or killed.
@Suite(.enabled(if: GatewayProcess.program != nil, "build the irra program first"))
struct TakeoverTests {
    private static let orders = 40

    private static let leaders = """
        select string_agg(distinct split_part(leader, ':', 2), ' ') from fix.session_state
        where lease_until > clock_timestamp()
        """

    /// How soon is measured where nothing else runs: by the fault tests.
    @Test(
        "another leads after a kill -9 or a SIGSTOP under load; nothing is lost or doubled",
        arguments: [SIGKILL, SIGSTOP])
    func underLoad(signal: Int32) async throws {
        let exchange = try await TestExchange.open()
        let desk = try await DeskFixture.make(port: exchange.port, lots: Int64(Self.orders))
        // A peer that falls silent is hung up on after 2.4 times this.
        try await desk.value("update fix.sessions set heartbeat_seconds = 2")
        let first = try GatewayProcess(desk, folder: exchange.folder, environment: [:])
        try await eventually(
            { try await desk.value(Self.leaders) }, is: "\(first.processIdentifier)")
        let second = try GatewayProcess(desk, folder: exchange.folder, environment: [:])
        try await eventually(
            { try await desk.value("select count(*) from core.workers") }, is: "2")
        for order in 0..<Self.orders {
            try await desk.placeExits(1)
            if order == Self.orders / 4 { first.signal(signal) }
            if order == Self.orders / 2 {
                try await eventually(
                    { try await desk.value(Self.leaders) }, is: "\(second.processIdentifier)")
            }
        }
        try await eventually(
            within: .seconds(120), { try await desk.orders() }, is: "filled \(Self.orders)")
        if signal == SIGSTOP {
            first.signal(SIGCONT)
            try await Task.sleep(for: .seconds(2))
        }
        #expect(try await desk.value(Self.leaders) == "\(second.processIdentifier)")
        let accepted = try exchange.journal("order").compactMap { $0["clordid"] }
        #expect(accepted.count == Self.orders)
        #expect(Set(accepted).count == Self.orders)
        #expect(try exchange.journal("refused").isEmpty)
        try await eventually({ "\(try await desk.netQuantity() ?? -1)" }, is: "0")
        #expect(try await desk.value("select count(*) from ops.position_breaks") == "0")
        #expect(try await desk.value("select count(*) from fix.parked") == "0")
        try await second.stop()
        if signal == SIGSTOP { try await first.stop() }
        await exchange.close()
    }

    @Test("a leader that was stopped too long hangs up when it wakes and has nothing to say")
    func revived() async throws {
        let exchange = try RawExchange()
        let desk = try await DeskFixture.make(port: exchange.port, lots: 4)
        try await desk.value("delete from fix.sessions where name = 'DROPCOPY'")
        try await desk.value(
            "update fix.sessions set sender_comp_id = 'ME', target_comp_id = 'YOU'")
        let folder = FileManager.default.temporaryDirectory.path
        let first = try GatewayProcess(desk, folder: folder, environment: [:])
        let (old, _) = try await exchange.logOn(1)
        try await eventually(
            { try await desk.value(Self.status) }, is: "logged_on")
        let second = try GatewayProcess(desk, folder: folder, environment: [:])
        first.signal(SIGSTOP)
        try await eventually({ first.state }, is: "T")
        // What it would answer, and what it would send.
        try old.send("1", 2, "112=are you there|")
        try await desk.placeExits(1)
        let (line, logon) = try await exchange.logOn(2)
        #expect(logon[34] == "2")
        let order = try await line.next("D")
        if try Self.canReachOthersSockets() {
            // The exchange need not wait for heartbeats of the stopped one to take our log-on.
            #expect(try await old.next(within: 120) == nil)
            #expect(first.state == "T")
        }
        first.signal(SIGCONT)
        while let message = try await old.next(within: 120) {
            Issue.record("the old leader said 35=\(message.msgType) \(message[34] ?? "")")
        }
        #expect(try await desk.value(Self.leaders) == "\(second.processIdentifier)")
        try line.send(
            "8", 3, "11=\(order[11] ?? "")|37=X1|17=E1|150=0|39=0|1=ZC9001|54=2|14=0|151=75|")
        try await eventually({ try await desk.orders() }, is: "acknowledged 1")
        second.signal(SIGKILL)
        first.signal(SIGKILL)
    }

    /// Whether the kernel hands descriptors of the same user's processes out: containers may not.
    private static func canReachOthersSockets() throws -> Bool {
        let child = try ChildProcess("/bin/sleep", ["60"])
        defer { child.kill() }
        let process = pidfd_open(child.processIdentifier, 0)
        let copy = pidfd_getfd(process, STDIN_FILENO, 0)
        for descriptor in [process, copy] where descriptor >= 0 { close(descriptor) }
        return copy >= 0
    }

    private static let status = "select status from fix.session_state"
}
