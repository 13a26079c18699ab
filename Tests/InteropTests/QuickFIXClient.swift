import Foundation

/// The client of Tests/Interop. It can be killed and started again with its numbers.
actor QuickFIXClient {
    private let program: String
    private let arguments: [String]
    private var process: LineProcess

    /// Dials the simulator until it answers.
    static func open(
        _ simulator: SimulatorProcess, as compID: String, heartbeat: Int = 30
    ) async throws -> QuickFIXClient {
        let program = try await InteropPrograms.folder() + "/client"
        let folder = simulator.folder + "/" + compID
        let client = try QuickFIXClient(
            program: program,
            arguments: ["\(simulator.port)", folder, compID, "SIMEX", "\(heartbeat)"])
        try await client.isLoggedOn()
        return client
    }

    private init(program: String, arguments: [String]) throws {
        self.program = program
        self.arguments = arguments
        process = try LineProcess(program, arguments)
    }

    func isLoggedOn() async throws {
        _ = try await process.line("a log-on") { $0 == "logon" }
    }

    /// kill -9, then anew with what its files remember.
    func killAndRestart() async throws {
        process.kill()
        process = try LineProcess(program, arguments)
        try await isLoggedOn()
    }

    func close() async throws { try await process.end() }

    func tell(_ command: String) async throws { try await process.command(command) }

    /// Sends a message and answers from where to look for what follows.
    @discardableResult
    func send(_ type: String, _ fields: String) async throws -> Int {
        let mark = process.mark
        try await process.command("send \(type) \(fields)")
        return mark
    }

    /// Waits for a message with these fields; `admin` for session messages.
    @discardableResult
    func hears(
        _ type: String, _ fields: [Int: String], from mark: Int = 0, _ way: String = "in"
    ) async throws -> WireMessage {
        let fits = { @Sendable (line: String) -> Bool in
            guard line.hasPrefix(way + " "), line.contains("|35=\(type)|") else { return false }
            return fields.allSatisfy { line.contains("|\($0.key)=\($0.value)|") }
        }
        let line = try await process.line(from: mark, "\(type) with \(fields)", where: fits)
        guard let message = WireMessage(line) else { throw NotHeard(what: line, last: []) }
        return message
    }

    /// Waits for a line that is no message.
    func says(_ line: String, from mark: Int) async throws {
        _ = try await process.line(from: mark, line) { $0 == line }
    }

    var mark: Int { process.mark }

    /// Application messages that came, in their order.
    var messages: [WireMessage] {
        process.lines.filter { $0.hasPrefix("in ") }.compactMap { WireMessage($0) }
    }

    /// OrderID of an order that was acknowledged.
    func number(of clOrdID: String) -> String {
        messages.first { $0[11] == clOrdID && $0[150] == "0" }?[37] ?? "NONE"
    }

    /// Session messages of a type that came.
    func sessionMessages(_ type: String) -> [WireMessage] {
        process.lines.filter { $0.hasPrefix("admin ") }.compactMap { WireMessage($0) }
            .filter { $0.type == type }
    }
}
