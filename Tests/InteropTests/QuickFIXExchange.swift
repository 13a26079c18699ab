import Foundation

/// The exchange of Tests/Interop, driven step by step. It can be killed and started again on the
/// same port with all that it remembers.
actor QuickFIXExchange {
    static let compID = "QFEXCH"
    static let orderClient = "IRRA1"
    static let copyClient = "IRRADC"

    private let folder: String
    private let program: String
    private var process: LineProcess
    private var isMortal = false
    /// What processes that were killed had said.
    private var past: [String] = []
    nonisolated let port: Int

    static func open() async throws -> QuickFIXExchange {
        let programs = try await InteropPrograms.folder()
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "irra-interop-\(UInt64.random(in: 0 ... .max))").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        return try await QuickFIXExchange(
            program: programs + "/exchange", folder: folder, port: FreePort.find())
    }

    private init(program: String, folder: String, port: Int) async throws {
        self.program = program
        self.folder = folder
        self.port = port
        process = try await Self.start(program, folder: folder, port: port)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func start(
        _ program: String, folder: String, port: Int
    ) async throws -> LineProcess {
        let process = try LineProcess(
            program,
            ["\(port)", folder, InteropDesk.tradeDate, compID, orderClient, copyClient])
        _ = try await process.line("its port") { $0.hasPrefix("listening") }
        return process
    }

    /// kill -9.
    func kill() { process.kill() }

    func restart() async throws {
        process = try await Self.start(program, folder: folder, port: port)
    }

    func close() async throws { try await process.end() }

    /// From now on kills it when a command is done, and starts it again.
    func dieAfterEachCommand(_ dies: Bool) { isMortal = dies }

    /// One command, for instance `ack IR20260115000000001`; see exchange.cpp. Answers what was
    /// said meanwhile.
    @discardableResult
    func tell(_ command: String) async throws -> ArraySlice<String> {
        let mark = process.mark
        try await process.command(command)
        let answer = process.lines.dropFirst(mark)
        if isMortal {
            kill()
            past += process.lines
            try await restart()
        }
        return answer
    }

    /// A fill of an order; answers its ExecID.
    func fill(
        _ clOrdID: String, _ quantity: Int, _ price: String = "100.5", to: String = "both"
    ) async throws -> String {
        let said = try await tell("fill \(clOrdID) \(quantity) \(price) \(to)")
        guard let line = said.first(where: { $0.hasPrefix("execution ") }) else {
            throw NotHeard(what: "an execution", last: Array(said))
        }
        return String(line.split(separator: " ")[1])
    }

    /// Waits for an application message on the order session; how it came is the relay's matter.
    @discardableResult
    func received(_ type: String, where tag: Int, is value: String) async throws -> WireMessage {
        let fits = { @Sendable (line: String) in
            line.hasPrefix("in order ") && line.contains("|35=\(type)|")
                && line.contains("|\(tag)=\(value)|")
        }
        let known = past.first(where: fits)
        let line =
            if let known { known } else {
                try await process.line("\(type) with \(tag)=\(value)", where: fits)
            }
        guard let message = WireMessage(line) else { throw NotHeard(what: line, last: []) }
        return message
    }

    /// Messages of one type and way in their order: `in`, `out`, `admin` (session messages that
    /// came), `admin-out`.
    func messages(_ way: String, _ session: String, _ type: String) -> [WireMessage] {
        (past + process.lines).filter { $0.hasPrefix("\(way) \(session) ") }
            .compactMap { WireMessage($0) }.filter { $0.type == type }
    }

    /// What QuickFIX found wrong with our messages, and we with QuickFIX's.
    func complaints() -> [String] {
        ["order", "copy"].flatMap { session in
            messages("admin-out", session, "3").filter { $0[58] != Life.objection }
                + messages("admin", session, "3")
        }.map { $0[58] ?? "no reason" }
    }

    func count(ofLinesThatStart prefix: String) -> Int {
        (past + process.lines).count { $0.hasPrefix(prefix) }
    }

    /// Every order by its first ClOrdID: `status executed`, in the desk's words.
    func book() async throws -> [String: String] {
        var orders: [String: String] = [:]
        for line in try await tell("book") where line.hasPrefix("order ") {
            let words = line.split(separator: " ").map(String.init)
            orders[words[1]] = "\(Self.words[words[2]] ?? words[2]) \(words[3])"
        }
        return orders
    }

    private static let words = [
        "A": "sent", "0": "acknowledged", "1": "partially_filled", "2": "filled",
        "4": "cancelled", "8": "rejected", "C": "expired",
    ]

    /// ClOrdIDs it ever accepted, from its own file, restarts or not.
    func accepted() throws -> [String] {
        try String(contentsOfFile: folder + "/accepted", encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }
}
