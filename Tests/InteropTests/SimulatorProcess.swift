import Foundation
import PrivateDesk

/// `irra simulate` as a process of its own, with one future to trade.
final class SimulatorProcess: Sendable {
    static let token = "35001"
    static let symbol = "NIFTY26JANFUT"
    static let lot = 75

    private static let instruments = """
        Sgmt,Src,FinInstrmTp,FinInstrmId,TckrSymb,FinInstrmNm,ClsPric,LastPric,UndrlygPric,\
        NewBrdLotQty
        FO,NSE,IDF,\(token),NIFTY,\(symbol),23010.00,23100.00,23050.00,\(lot)

        """

    /// The program of the build that these tests belong to; nil when it was not built.
    static let program: String? = {
        let root = InteropPrograms.tests.deletingLastPathComponent()
        return [
            URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
                .appending(path: "irra").path,
            root.appending(path: ".build/debug/irra").path,
        ].first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    private let process: LineProcess
    let folder: String
    let port: Int

    /// Runs when it listens: a client whose log-on goes nowhere would begin with a gap.
    static func open() async throws -> SimulatorProcess {
        let simulator = try SimulatorProcess()
        let port = simulator.port
        try await eventually({ TCPPort.isFree(port) ? "free" : "listening" }, is: "listening")
        return simulator
    }

    private init() throws {
        guard let program = Self.program else { throw CancellationError() }
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "irra-interop-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let file = directory.appending(path: "instruments.csv")
        try Data(Self.instruments.utf8).write(to: file)
        folder = directory.path
        port = try FreePort.find()
        process = try LineProcess(
            program,
            [
                "simulate", "--home", folder, "--simulator-port", "\(port)",
                "--instruments", file.path, "--journal", folder + "/journal",
                "--trade-date", InteropDesk.tradeDate,
            ])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// As an operator would.
    func stop() async throws { try await process.terminate() }

    /// What it said, for a test that failed.
    var said: [String] { process.lines }

    /// Trade numbers in its journal.
    func trades() throws -> [String] {
        try String(contentsOfFile: folder + "/journal", encoding: .utf8)
            .split(separator: "\n").filter { $0.hasPrefix("trade\t") }
            .compactMap { line in
                line.split(separator: "\t").first { $0.hasPrefix("trade=") }.map {
                    String($0.dropFirst("trade=".count))
                }
            }
    }
}
