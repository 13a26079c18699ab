import Foundation
import PrivateDesk
import Testing

/// kill -9 of a real gateway process at its fault points, which only debug builds have. They need
/// the `irra` program beside the tests.
@Suite(.enabled(if: GatewayProcess.program != nil, "build the irra program first"))
struct KillTests {
    /// Orders at a time, so that there are messages before and after the one that is hit.
    private static let orders = 6

    @Test(
        "killed at any fault point, the gateway neither loses nor repeats an order",
        arguments: [
            ("afterDispatchCommitted", 0), ("afterDispatchWritten", 0),
            ("afterInboundRead", 0), ("afterInboundRead", 1), ("afterInboundCommitted", 0),
            ("afterInboundCommitted", 1), ("afterSessionMessageCommitted", 0),
            ("afterSessionMessageCommitted", 1),
        ])
    func kill(point: String, after: Int) async throws {
        let exchange = try await TestExchange.open { $0.partialFillSeed = 5 }
        let desk = try await DeskFixture.make(port: exchange.port, lots: Int64(Self.orders))
        try await desk.placeExits(Self.orders / 2)
        let victim = try GatewayProcess(
            desk, folder: exchange.folder,
            environment: ["IRRA_FAULT_POINT": point, "IRRA_FAULT_AFTER": String(after)])
        try await eventually({ victim.isRunning ? "running" : "dead" }, is: "dead")
        #expect(victim.ending == .signal(SIGKILL))

        let heir = try GatewayProcess(desk, folder: exchange.folder, environment: [:])
        try await desk.placeExits(Self.orders / 2)
        try await eventually({ try await desk.orders() }, is: "filled \(Self.orders)")
        try await eventually({ "\(try await desk.netQuantity() ?? -1)" }, is: "0")
        try await hold(exchange, desk)
        try await heir.stop()
        await exchange.close()
    }

    /// Holds the exchange's own record against the database.
    private func hold(_ exchange: TestExchange, _ desk: DeskFixture) async throws {
        let accepted = try exchange.journal("order").compactMap { $0["clordid"] }
        #expect(accepted.count == Self.orders)
        #expect(Set(accepted).count == Self.orders)
        #expect(try exchange.journal("refused").isEmpty)
        let known = try await desk.value(
            "select string_agg(cl_ord_id, ',' order by cl_ord_id) from core.orders")
        #expect(known == accepted.sorted().joined(separator: ","))
        let trades = try exchange.journal("trade").compactMap { $0["trade"] }
        #expect(
            try await desk.value(
                "select string_agg(trade_number, ',' order by trade_number) from core.trades")
                == trades.sorted().joined(separator: ","))
        #expect(try await desk.value("select count(*) from ops.position_breaks") == "0")
        #expect(try await desk.value("select count(*) from fix.parked") == "0")
    }
}

/// `irra gateway` as a process of its own.
final class GatewayProcess {
    /// The program of the build that these tests belong to.
    static let program: String? = {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
        let root = sources.deletingLastPathComponent().deletingLastPathComponent()
        let candidates = [
            URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
                .appending(path: "irra").path,
            root.appending(path: ".build/debug/irra").path,
        ]
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    private let process: ChildProcess

    init(_ desk: DeskFixture, folder: String, environment: [String: String]) throws {
        guard let program = Self.program else { throw CancellationError() }
        process = try ChildProcess(
            program, ["gateway"],
            environment: [
                "IRRA_HOME": folder,
                "IRRA_BACKUP_DSN": desk.database.conninfo(user: "irra_gateway"),
            ].merging(environment, uniquingKeysWith: { $1 }))
    }

    var isRunning: Bool { process.isRunning }
    var processIdentifier: Int32 { process.processIdentifier }

    /// As the kernel names it; T is stopped.
    var state: String {
        let status = try? String(contentsOfFile: "/proc/\(processIdentifier)/stat", encoding: .utf8)
        return String(status?.split(separator: ")").last?.split(separator: " ").first ?? "")
    }

    func signal(_ signal: Int32) { process.send(signal) }

    var ending: ChildProcess.Ending? { process.ending }

    /// As an operator would, waiting until it has logged out.
    func stop() async throws {
        process.terminate()
        try await eventually({ process.isRunning ? "running" : "ended" }, is: "ended")
        #expect(process.ending == .exit(0))
    }
}
