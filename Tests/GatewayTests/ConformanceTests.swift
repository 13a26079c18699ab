import FIX
import Foundation
import PrivateDesk
import Testing

/// The real `irra conformance` against a peer that only does what the test says.
@Suite(.undisturbed, .enabled(if: GatewayProcess.program != nil, "build the irra program first"))
struct ConformanceTests {
    @Test("a new name starts at 1, an order goes out whole and once, and the end of input logs out")
    func fresh() async throws {
        let (exchange, database) = try await Self.make()
        let suite = try ConformanceProcess(database, exchange, state: "/nowhere/fresh-1")
        let (line, logon) = try await exchange.logOn(1)
        #expect(logon[34] == "1" && logon[49] == "ME" && logon[56] == "YOU" && logon[108] == "20")
        #expect(logon[141] == nil)
        try suite.say("order A1")
        let order = try await line.next("D")
        #expect(order[34] == "2" && order[11] == "A1" && order[43] == nil)
        for tag in [55, 54, 38, 40, 44, 59, 60, 1] { #expect(order[tag] != nil, "tag \(tag)") }
        try line.send("8", 2, "11=A1|37=X1|17=E1|150=0|39=0|55=IRRA|54=2|38=1|151=1|14=0|6=0|")
        try suite.say("order A1")
        try suite.say("nonsense")
        try suite.say("order A2")
        let second = try await line.next("D")
        #expect(second[11] == "A2" && second[34] == "3")
        suite.endInput()
        #expect(try await line.next("5")[34] == "4")
        try line.send("5", 3)
        try await eventually({ suite.isRunning ? "running" : "ended" }, is: "ended")
        #expect(suite.ending == .exit(0))
        #expect(try await database.run("select count(*) from fix.parked").trimmed == "0")
    }

    @Test("killed, the same name goes on at once: an order is sent again with PossDup, never anew")
    func killed() async throws {
        let (exchange, database) = try await Self.make()
        let first = try ConformanceProcess(database, exchange, state: "killed")
        let (line, _) = try await exchange.logOn(1)
        try first.say("order B1")
        #expect(try await line.next("D")[34] == "2")
        first.kill()
        line.hangUp()
        let second = try ConformanceProcess(database, exchange, state: "other/killed")
        try second.say("order B1")
        let (again, logon) = try await exchange.logOn(2)
        #expect(logon[34] == "3", "numbers go on")
        try again.send("2", 3, "7=2|16=0|")
        let repeated = try await again.next("D")
        #expect(repeated[11] == "B1" && repeated[34] == "2" && repeated[43] == "Y")
        #expect(repeated[122] != nil)
        try second.say("order B2")
        var next = try await again.next(within: 99)
        while let message = next, message.msgType != "D" { next = try await again.next(within: 99) }
        #expect(next?[11] == "B2" && next?[43] == nil)
        second.terminate()
        _ = try await again.next("5")
        try again.send("5", 4)
        try await eventually({ second.isRunning ? "running" : "ended" }, is: "ended")
        #expect(second.ending == .exit(0))
    }

    @Test(
        "killed at any point around an order, its ClOrdID is new at the exchange once",
        arguments: ["afterDispatchCommitted", "afterDispatchWritten", "afterInboundCommitted"])
    func killedAt(point: String) async throws {
        let (exchange, database) = try await Self.make()
        let victim = try ConformanceProcess(
            database, exchange, state: "point", environment: ["IRRA_FAULT_POINT": point])
        let line = try await told(by: victim) {
            let (line, _) = try await exchange.logOn(1)
            try victim.say("order C1")
            if point == "afterInboundCommitted" {
                _ = try await line.next("D")
                try line.send("8", 2, "11=C1|37=X1|17=E1|150=0|39=0|151=1|14=0|6=0|")
            }
            try await eventually({ victim.isRunning ? "running" : "dead" }, is: "dead")
            return line
        }
        line.hangUp()
        let heir = try ConformanceProcess(database, exchange, state: "point")
        try await told(by: heir) {
            try heir.say("order C1")
            let (again, logon) = try await exchange.logOn(3)
            #expect(logon[34] == "3")
            try again.send("2", 4, "7=2|16=2|")
            let repeated = try await again.next("D")
            #expect(repeated[11] == "C1" && repeated[43] == "Y" && repeated[34] == "2")
            try heir.say("order C2")
            #expect(try await again.next("D")[11] == "C2")
        }
        heir.terminate()
    }

    /// What fails is told with all that the process said.
    private func told<Value>(
        by process: ConformanceProcess, _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch {
            Issue.record(
                "the process ended with \(String(describing: process.ending)): \(process.errors)")
            throw error
        }
    }

    @Test("what is too old is a gap fill when asked for again")
    func stale() async throws {
        let (exchange, database) = try await Self.make()
        let suite = try ConformanceProcess(database, exchange, state: "stale")
        let (line, _) = try await exchange.logOn(1)
        try suite.say("order D1")
        _ = try await line.next("D")
        try await database.run(
            "update core.order_requests set queued_at = now() - interval '1 hour'")
        try line.send("2", 2, "7=1|16=0|")
        let fill = try await line.next("4")
        #expect(fill[34] == "1" && fill[123] == "Y" && fill[36] == "3")
        suite.terminate()
    }

    @Test("logout says goodbye and dials again; an order meanwhile waits for the next log-on")
    func logout() async throws {
        let (exchange, database) = try await Self.make()
        let suite = try ConformanceProcess(
            database, exchange, state: "logout", environment: ["FIX_RESET": "1"])
        let (line, logon) = try await exchange.logOn(1)
        #expect(logon[141] == "Y" && logon[34] == "1")
        try suite.say("logout")
        _ = try await line.next("5")
        try line.send("5", 2)
        #expect(try await line.next(within: 120) == nil, "we hang up")
        try suite.say("order E1")
        let (again, second) = try await exchange.logOn(1)
        #expect(second[141] == "Y" && second[34] == "1", "every log-on resets")
        #expect(try await again.next("D")[11] == "E1")
        suite.terminate()
    }

    @Test("a logout that is asked for before the log-on is answered waits for the answer")
    func earlyLogout() async throws {
        let (exchange, database) = try await Self.make()
        let suite = try ConformanceProcess(database, exchange, state: "early")
        let line = try await exchange.accept()
        _ = try await line.next("A")
        try suite.say("logout")
        try suite.say("order G1")
        try await eventually(
            { try await database.run("select count(*) from queue.dispatch").trimmed }, is: "1")
        try line.send("A", 1, "98=0|108=20|")
        _ = try await line.next("5")
        suite.terminate()
    }

    @Test("a superuser's connection string does, too")
    func superuser() async throws {
        let (exchange, database) = try await Self.make()
        let suite = try ConformanceProcess(
            database, exchange, state: "super",
            environment: ["IRRA_BACKUP_DSN": database.conninfo(user: "postgres")])
        let (line, _) = try await exchange.logOn(1)
        try suite.say("order F1")
        #expect(try await line.next("D")[11] == "F1")
        suite.terminate()
    }

    @Test("a wrong environment is told by the variable's name, with status 2")
    func wrongEnvironment() async throws {
        let (exchange, database) = try await Self.make()
        let suite = try ConformanceProcess(
            database, exchange, state: "wrong", environment: ["FIX_PORT": "ninety"])
        try await eventually({ suite.isRunning ? "running" : "ended" }, is: "ended")
        #expect(suite.ending == .exit(2))
        #expect(suite.errors.contains("FIX_PORT must be a number from 1 to 65535"))
    }

    private static func make() async throws -> (RawExchange, TestDatabase) {
        let database = try await TestDesk.shared().database(.desk)
        // No order gets too old to be sent by the time that a process takes to start.
        try await database.run(
            "alter table fix.sessions alter max_resend_age set default '30 minutes'")
        return (try RawExchange(), database)
    }
}

/// `irra conformance` as a process of its own, its input in our hands.
final class ConformanceProcess {
    private let process: ChildProcess
    private let said: Said

    init(
        _ database: TestDatabase, _ exchange: RawExchange, state: String,
        environment: [String: String] = [:]
    ) throws {
        guard let program = GatewayProcess.program else { throw CancellationError() }
        let said = Said("/tmp/irra-conformance-\(UInt64.random(in: 0 ... .max)).log")
        self.said = said
        Undisturbed.record?.follow { said.text }
        process = try ChildProcess(
            program, ["conformance"],
            environment: [
                "IRRA_BACKUP_DSN": database.conninfo(user: "irra_gateway"),
                "FIX_HOST": "127.0.0.1", "FIX_PORT": String(exchange.port), "FIX_SENDER": "ME",
                "FIX_TARGET": "YOU", "FIX_HEARTBT": "20", "FIX_RECONNECT": "0.2",
                "FIX_STATE": state,
            ].merging(environment, uniquingKeysWith: { $1 }), hasInput: true,
            output: .file(said.path))
    }

    /// A process that is forgotten ends; what it said is kept as long as somebody asks.
    private final class Said: Sendable {
        let path: String
        init(_ path: String) { self.path = path }
        deinit { try? FileManager.default.removeItem(atPath: path) }
        var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
    }

    var isRunning: Bool { process.isRunning }
    var ending: ChildProcess.Ending? { process.ending }
    var errors: String { said.text }

    func say(_ line: String) throws { try process.write(line + "\n") }
    func endInput() { process.endInput() }
    func terminate() { process.terminate() }
    func kill() { process.kill() }
}
