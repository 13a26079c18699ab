import FoundationEssentials
import PrivateDesk

/// One order filled in very many parts: whether both sessions keep speaking while it drains.
struct FillStorm: Sendable {
    private static let heartbeatSeconds = 2

    let desk: BenchDesk
    let plan: BenchPlan

    func measure(_ table: inout BenchTable) async throws {
        desk.desk.narrate("bench: one order, \(plan.stormFills) fills")
        try await restartExchange()
        let tap = try WireTap(target: desk.desk.settings.simulatorPort)
        defer { tap.close() }
        try await desk.startGateway(port: tap.port, heartbeat: Self.heartbeatSeconds)
        let connections = tap.connections
        tap.forget()
        let started = ContinuousClock.now
        try await desk.run("storm.sql")
        try await desk.wait(for: "the end of the fill storm", within: BenchDesk.longPatience) {
            try await desk.run("progress.sql") == "0|0"
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        let silence = tap.longestSilence / .seconds(1)
        let reconnections = tap.connections - connections
        let trades = try await desk.run("storm_done.sql")
        try await desk.stopGateway()
        table.add(
            "fills a second, one order with \(plan.stormFills) fills",
            BenchTable.text(Double(plan.stormFills) / seconds))
        table.add(
            "longest silence of ours meanwhile, s", BenchTable.text(silence),
            limit: "heartbeat interval \(Self.heartbeatSeconds)",
            ratio: BenchTable.text(silence / Double(Self.heartbeatSeconds)),
            aim: "none missed: at most 1.2; no reconnection (\(reconnections))")
        if trades != "\(plan.stormFills)" {
            table.note("the storm left \(trades) trades instead of \(plan.stormFills)")
        }
    }

    /// The exchange with a script that fills the storm's order in parts.
    private func restartExchange() async throws {
        let settings = desk.desk.settings
        let script = desk.desk.home.path + "/storm.faults"
        try Data("on order do fill parts=\(plan.stormFills)\n".utf8)
            .write(to: URL(filePath: script))
        _ = try await desk.desk.supervisor.stop([Part.simulate.rawValue])
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        guard let day = try await desk.desk.tradingDay() else {
            throw BenchError("the book has no trading day")
        }
        _ = try desk.desk.supervisor.start(
            Supervisor.Worker(
                name: Part.simulate.rawValue,
                arguments: [
                    Part.simulate.rawValue, "--trade-date", day, "--instruments",
                    try await desk.desk.exportInstruments(), "--faults", script,
                ], environment: settings.environment()), program: program)
        try await desk.wait(for: "the exchange's port") {
            !TCPPort.isFree(settings.simulatorPort)
        }
    }
}
