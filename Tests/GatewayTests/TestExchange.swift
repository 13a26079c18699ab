import ExchangeSimulator
import Foundation
import Logging

/// An exchange for one test: its instruments, its journal, and what the journal says happened.
final class TestExchange: Sendable {
    private static let instruments = """
        Sgmt,Src,FinInstrmTp,FinInstrmId,TckrSymb,FinInstrmNm,ClsPric,LastPric,UndrlygPric,\
        NewBrdLotQty
        FO,NSE,IDF,35001,NIFTY,NIFTY26JANFUT,23010.00,23100.00,23050.00,75

        """

    private let directory: URL
    let port: Int
    private let task: Task<Void, any Error>

    /// Opens on a free port with the trading day of `DeskFixture`.
    static func open(
        tls: ExchangeSimulatorConfiguration.TLSFiles? = nil,
        _ change: (inout ExchangeRules) -> Void = { _ in }
    ) async throws -> TestExchange {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "irra-gateway-test-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let file = directory.appending(path: "instruments.csv")
        try Data(instruments.utf8).write(to: file)
        var configuration = ExchangeSimulatorConfiguration(
            journalPath: directory.appending(path: "journal").path,
            instrumentsPath: file.path)
        configuration.port = 0
        configuration.tls = tls
        configuration.rules.tradeDate = DeskFixture.tradeDate
        change(&configuration.rules)
        var logger = Logger(label: "exchange")
        logger.logLevel = .error
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let service = ExchangeSimulatorService(
            configuration: configuration, logger: logger, listening: { opened.yield($0) })
        let task = Task {
            defer { opened.finish() }
            try await service.run()
        }
        for await port in ports {
            return TestExchange(directory: directory, port: port, task: task)
        }
        try await task.value
        throw CancellationError()
    }

    private init(directory: URL, port: Int, task: Task<Void, any Error>) {
        self.directory = directory
        self.port = port
        self.task = task
    }

    /// After a failed test, too.
    deinit {
        task.cancel()
        try? FileManager.default.removeItem(at: directory)
    }

    func close() async {
        task.cancel()
        _ = await task.result
    }

    /// A folder for whatever else the test's processes write.
    var folder: String { directory.path }

    /// The journal's lines of one kind, each as its fields.
    func journal(_ kind: String) throws -> [[String: String]] {
        let text = try String(contentsOf: directory.appending(path: "journal"), encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix(kind + "\t") }.map { line in
            Dictionary(
                line.split(separator: "\t").dropFirst().map { field in
                    let parts = field.split(
                        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    return (String(parts[0]), String(parts[1]))
                }, uniquingKeysWith: { first, _ in first })
        }
    }
}
