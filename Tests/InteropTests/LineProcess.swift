import Foundation
import Synchronization

/// A program that is told what to do in lines and says in lines what it did.
final class LineProcess: Sendable {
    /// Lines kept to be looked at; more would be a program out of control.
    private static let maximumLines = 200_000

    private struct State {
        var lines: [String] = []
        var rest: [UInt8] = []
    }

    private let state = Mutex(State())
    private let input = Pipe()
    private let process: Process

    init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        // A program that has ended must not take the tests with it.
        signal(SIGPIPE, SIG_IGN)
        process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(environment, uniquingKeysWith: { $1 })
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        output.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.take(data)
        }
        try process.run()
    }

    deinit {
        if process.isRunning { _ = Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    private func take(_ data: Data) {
        state.withLock { state in
            state.rest.append(contentsOf: data)
            while let end = state.rest.firstIndex(of: UInt8(ascii: "\n")) {
                if state.lines.count < Self.maximumLines {
                    state.lines.append(String(decoding: state.rest[..<end], as: UTF8.self))
                }
                state.rest.removeFirst(end + 1)
            }
        }
    }

    /// Everything said so far.
    var lines: [String] { state.withLock { $0.lines } }

    /// How many lines were said so far: a place to look on from.
    var mark: Int { state.withLock { $0.lines.count } }

    func write(_ line: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    }

    /// The first line from a mark on that fits; waits for it, and throws with the last lines said.
    func line(
        from mark: Int = 0, within limit: Duration = .seconds(20), _ what: String,
        where fits: @Sendable (String) -> Bool
    ) async throws -> String {
        let end = ContinuousClock.now + limit
        var next = mark
        while true {
            let (found, count) = state.withLock { state in
                (state.lines.dropFirst(next).first(where: fits), state.lines.count)
            }
            if let found { return found }
            next = count
            guard ContinuousClock.now < end else {
                throw NotHeard(what: what, last: Array(lines.suffix(40)))
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Writes a command and waits until it is done; throws what the program found wrong with it.
    func command(_ text: String) async throws {
        let mark = mark
        try write(text)
        let answer = try await line(from: mark, "the end of: \(text)") {
            $0 == "done \(text)" || $0.hasPrefix("error \(text):")
        }
        guard answer.hasPrefix("done") else { throw NotHeard(what: answer, last: []) }
    }

    /// kill -9, and waits for the end.
    func kill() {
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Ends its input, which ends the program; kills it when that takes too long.
    func end() async throws {
        try input.fileHandleForWriting.close()
        try await awaitEnd()
    }

    /// As an operator would.
    func terminate() async throws {
        process.terminate()
        try await awaitEnd()
    }

    private func awaitEnd() async throws {
        let end = ContinuousClock.now + .seconds(15)
        while process.isRunning, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(10))
        }
        if process.isRunning {
            kill()
            throw NotHeard(what: "its end", last: Array(lines.suffix(20)))
        }
    }
}

struct NotHeard: Error, CustomStringConvertible {
    let what: String
    let last: [String]
    var description: String {
        "waited for \(what); said last:\n  " + last.joined(separator: "\n  ")
    }
}

/// Waits until a condition holds; throws with what was seen last after the limit.
func eventually(
    within limit: Duration = .seconds(20), _ what: () async throws -> String, is expected: String
) async throws {
    let end = ContinuousClock.now + limit
    while true {
        let seen = try await what()
        if seen == expected { return }
        guard ContinuousClock.now < end else {
            throw NotHeard(what: "\"\(expected)\"", last: [seen])
        }
        try await Task.sleep(for: .milliseconds(10))
    }
}
