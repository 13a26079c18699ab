import PrivateDesk
import Synchronization

/// A program that is told what to do in lines and says in lines what it did.
final class LineProcess: Sendable {
    /// Lines kept to be looked at; more would be a program out of control.
    private static let maximumLines = 200_000

    private struct State {
        var lines: [String] = []
        var rest: [UInt8] = []
    }

    private final class Said: Sendable {
        let state = Mutex(State())

        func take(_ bytes: [UInt8]) {
            state.withLock { state in
                state.rest.append(contentsOf: bytes)
                while let end = state.rest.firstIndex(of: UInt8(ascii: "\n")) {
                    if state.lines.count < LineProcess.maximumLines {
                        state.lines.append(String(decoding: state.rest[..<end], as: UTF8.self))
                    }
                    state.rest.removeFirst(end + 1)
                }
            }
        }
    }

    private let said = Said()
    private let process: ChildProcess

    init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        process = try ChildProcess(
            program, arguments, environment: environment, hasInput: true,
            output: .read { [said] in said.take($0) })
    }

    /// Everything said so far.
    var lines: [String] { said.state.withLock { $0.lines } }

    /// How many lines were said so far: a place to look on from.
    var mark: Int { said.state.withLock { $0.lines.count } }

    func write(_ line: String) throws {
        try process.write(line + "\n")
    }

    /// The first line from a mark on that fits; waits for it, and throws with the last lines said.
    func line(
        from mark: Int = 0, within limit: Duration = .seconds(120), _ what: String,
        where fits: @Sendable (String) -> Bool
    ) async throws -> String {
        let end = ContinuousClock.now + limit
        var next = mark
        while true {
            let (found, count) = said.state.withLock { state in
                (state.lines.dropFirst(next).first(where: fits), state.lines.count)
            }
            if let found { return found }
            next = count
            guard ContinuousClock.now < end else {
                let state = process.ending.map { "ended: \($0)" } ?? "running"
                throw NotHeard(what: "\(what) (\(state))", last: Array(lines.suffix(40)))
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
    func kill() { process.kill() }

    /// Ends its input, which ends the program; kills it when that takes too long.
    func end() async throws {
        process.endInput()
        try await awaitEnd()
    }

    /// As an operator would.
    func terminate() async throws {
        process.terminate()
        try await awaitEnd()
    }

    private func awaitEnd() async throws {
        guard try await process.ended(within: .seconds(120)) != nil else {
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
    within limit: Duration = .seconds(120), _ what: () async throws -> String, is expected: String
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
