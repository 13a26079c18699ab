import Foundation
import NIOConcurrencyHelpers

/// A worker of the desk, or the exchange, as a process that a fault may hit. Started again after
/// each kill; what it says goes to a file of its own.
final class Victim: Sendable {
    /// A process that was told to end and has not by then is killed.
    private static let patience: Duration = .seconds(20)
    private static let pollInterval: Duration = .milliseconds(5)

    let name: String
    let log: String
    private let program: String
    private let arguments: [String]
    private let environment: [String: String]
    private let process = NIOLockedValueBox<Process?>(nil)

    init(
        _ name: String, program: String, arguments: [String], environment: [String: String],
        folder: String
    ) {
        self.name = name
        self.program = program
        self.arguments = arguments
        self.environment = environment
        log = "\(folder)/\(name).log"
    }

    deinit { send(SIGKILL) }

    /// Starts it unless it runs.
    func start() throws {
        try process.withLockedValue { process in
            if process?.isRunning == true { return }
            if !FileManager.default.fileExists(atPath: log) {
                _ = FileManager.default.createFile(atPath: log, contents: nil)
            }
            let output = try FileHandle(forWritingTo: URL(filePath: log))
            try output.seekToEnd()
            let started = Process()
            started.executableURL = URL(filePath: program)
            started.arguments = arguments
            started.environment = ProcessInfo.processInfo.environment
                .merging(environment) { $1 }
            started.standardInput = FileHandle.nullDevice
            started.standardOutput = output
            started.standardError = output
            try started.run()
            process = started
        }
    }

    /// kill -9; returns when it is dead.
    func kill() async { await end(with: SIGKILL) }

    /// SIGTERM; returns when it has ended. What is frozen goes on first.
    func terminate() async { await end(with: SIGTERM) }

    func freeze() { send(SIGSTOP) }
    func thaw() { send(SIGCONT) }

    private func end(with number: Int32) async {
        send(number)
        if number != SIGKILL { send(SIGCONT) }
        let limit = ContinuousClock.now + Self.patience
        while isRunning {
            if ContinuousClock.now >= limit { send(SIGKILL) }
            try? await Task.sleep(for: Self.pollInterval)
        }
    }

    private var isRunning: Bool { process.withLockedValue { $0?.isRunning == true } }

    private func send(_ number: Int32) {
        process.withLockedValue { process in
            if let process, process.isRunning {
                _ = Foundation.kill(process.processIdentifier, number)
            }
        }
    }
}
