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

    /// One command, for instance `ack IR20260115000000001`; see exchange.cpp.
    func tell(_ command: String) async throws { try await process.command(command) }

    /// A fill of an order; answers its ExecID.
    func fill(
        _ clOrdID: String, _ quantity: Int, _ price: String = "100.5", to: String = ""
    ) async throws -> String {
        let mark = process.mark
        try await tell("fill \(clOrdID) \(quantity) \(price) \(to)".trimmingSuffixSpaces)
        let line = try await process.line(from: mark, "an execution") {
            $0.hasPrefix("execution ")
        }
        return String(line.split(separator: " ")[1])
    }

    /// Waits for an application message on the order session; how it came is the relay's matter.
    @discardableResult
    func received(_ type: String, where tag: Int, is value: String) async throws -> WireMessage {
        let line = try await process.line("\(type) with \(tag)=\(value)") { line in
            guard line.hasPrefix("in order "), line.contains("|35=\(type)|") else { return false }
            return line.contains("|\(tag)=\(value)|")
        }
        guard let message = WireMessage(line) else { throw NotHeard(what: line, last: []) }
        return message
    }

    /// Messages of one type that the application got on the order session, in their order.
    func received(_ type: String) -> [WireMessage] {
        process.lines.filter { $0.hasPrefix("in order ") }.compactMap { WireMessage($0) }
            .filter { $0.type == type }
    }

    /// Session messages of a type, `admin` for those that came, `admin-out` for those sent.
    func sessionMessages(_ way: String, _ session: String, _ type: String) -> [WireMessage] {
        process.lines.filter { $0.hasPrefix("\(way) \(session) ") }.compactMap { WireMessage($0) }
            .filter { $0.type == type }
    }

    func count(ofLinesThatStart prefix: String) -> Int {
        process.lines.count { $0.hasPrefix(prefix) }
    }

    /// What it has of an order: OrdStatus, executed quantity, quantity, price.
    func show(_ clOrdID: String) async throws -> String {
        let mark = process.mark
        try await tell("show \(clOrdID)")
        let line = try await process.line(from: mark, "an order") { $0.hasPrefix("order ") }
        return line.split(separator: " ").dropFirst(2).prefix(3).joined(separator: " ")
    }

    /// Every order by its first ClOrdID: `status executed`, in the desk's words.
    func book() async throws -> [String: String] {
        let mark = process.mark
        try await tell("book")
        var orders: [String: String] = [:]
        for line in process.lines.dropFirst(mark) where line.hasPrefix("order ") {
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

extension String {
    fileprivate var trimmingSuffixSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
