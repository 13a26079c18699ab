import Foundation
import NIOConcurrencyHelpers
import PrivateDesk

/// A worker of the desk, or the exchange, as a process that a fault may hit. Started again after
/// each kill; what it says goes to a file of its own.
final class Victim: Sendable {
    /// A process that was told to end and has not by then is killed.
    private static let patience: Duration = .seconds(20)

    let name: String
    let log: String
    private let program: String
    private let arguments: [String]
    private let environment: [String: String]
    private let process = NIOLockedValueBox<ChildProcess?>(nil)

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

    /// Starts it unless it runs.
    func start() throws {
        try process.withLockedValue { process in
            if process?.isRunning == true { return }
            process = try ChildProcess(
                program, arguments, environment: environment, output: .file(log))
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
        _ = try? await process.withLockedValue { $0 }?.ended(within: Self.patience)
    }

    private func send(_ number: Int32) { process.withLockedValue { $0 }?.send(number) }
}
