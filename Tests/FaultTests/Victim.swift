import Foundation
import NIOConcurrencyHelpers

/// A worker of the desk, or the exchange, as a process that a fault may hit. Started again after
/// each kill; what it says goes to a file of its own.
final class Victim: Sendable {
    let name: String
    private let program: String
    private let arguments: [String]
    private let environment: [String: String]
    private let log: String
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

    deinit {
        process.withLockedValue { process in
            if let process, process.isRunning { Self.signal(process, SIGKILL) }
        }
    }

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
    func kill() { end(with: SIGKILL) }

    /// SIGTERM; returns when it has ended.
    func terminate() { end(with: SIGTERM) }

    func freeze() { send(SIGSTOP) }
    func thaw() { send(SIGCONT) }

    private func end(with number: Int32) {
        process.withLockedValue { process in
            guard let running = process, running.isRunning else { return }
            Self.signal(running, number)
            // One that is frozen dies of SIGKILL only.
            if number != SIGKILL { Self.signal(running, SIGCONT) }
            running.waitUntilExit()
            process = nil
        }
    }

    private func send(_ number: Int32) {
        process.withLockedValue { process in
            if let process, process.isRunning { Self.signal(process, number) }
        }
    }

    private static func signal(_ process: Process, _ number: Int32) {
        _ = Foundation.kill(process.processIdentifier, number)
    }
}
