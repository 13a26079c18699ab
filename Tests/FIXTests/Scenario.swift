import Foundation

@testable import FIX

/// A session rule as plain text, one rule a file. Lines of a scenario:
///
///     # why the rule exists
///     set initiator | acceptor | heartbeat 30 | expected 5 | reset | username U | password P |
///         supports 8,9 | keeps
///     connect                       a connection stands
///     in 35=8|34=5|11=X             the other side sends; 8, 49, 56 and 52 are added unless
///                                   given, `-52` leaves one out, `52=now-121` is in seconds;
///                                   43, 97 and 122 move to the header
///     after 30                      so many seconds pass, looked at ten times a second
///     logout TEXT                   we want to log out
///     hangup                        the connection is gone
///
/// Each action is followed by everything it must cause, in order:
///
///     out 35=A|98=0|108=30          a message; `*` stands for any value
///     deliver 5 · deliver 5 defect · advance 6 · reset · resend 5 0 · loggedOn ·
///     loggingOut TEXT · disconnect TEXT · note
///     keep 5 8                      number and type; told after `set keeps` only
struct Scenario {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let start = UTCTimestamp("20260105-09:15:00")!.microseconds
    private static let tick: Int64 = 100_000

    private var configuration = SessionConfiguration(
        role: .initiator, senderCompID: "US", targetCompID: "THEM")
    private var expected: Int64 = 1
    private var session: Session?
    private var now = Scenario.start
    private var pending: [String] = []
    private var tellsKept = false

    static func run(_ text: String) throws {
        var scenario = Scenario()
        var seenAction = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.trimmingCharacters(in: .whitespaces)
            if words.isEmpty || words.hasPrefix("#") { continue }
            do {
                try scenario.step(words)
            } catch let failure as Failure {
                throw Failure(description: "line \(index + 1): \(words): \(failure)")
            }
            seenAction = seenAction || words == "connect"
        }
        try scenario.expectNothingPending()
        guard seenAction else { throw Failure(description: "the scenario never connects") }
    }

    private mutating func step(_ line: String) throws {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = parts.count > 1 ? parts[1] : ""
        switch parts[0] {
        case "set": try set(rest)
        case "connect":
            try act { $0.connected(now: $1) }
        case "in":
            let message = try self.message(rest)
            try act { $0.receive(message, now: $1) }
        case "after": try pass(seconds: rest)
        case "logout": try act { $0.logOut(text: rest.isEmpty ? nil : rest, now: $1) }
        case "hangup":
            try act { session, now in
                session.disconnected(now: now)
                return []
            }
        default: try expect(line)
        }
    }

    private mutating func set(_ line: String) throws {
        let parts = line.split(separator: " ").map(String.init)
        let value = parts.count > 1 ? parts[1] : ""
        switch parts[0] {
        case "initiator": configuration.role = .initiator
        case "acceptor":
            configuration.role = .acceptor
            configuration.keepsRejected = false
        case "heartbeat": configuration.heartbeatSeconds = Int(value) ?? 30
        case "expected": expected = Int64(value) ?? 1
        case "keeps": tellsKept = true
        case "reset": configuration.resetOnLogon = true
        case "username": configuration.username = value
        case "password": configuration.password = value
        case "supports":
            configuration.supportedTypes = Set(value.split(separator: ",").map(String.init))
        default: throw Failure(description: "unknown setting")
        }
    }

    private mutating func act(_ action: (inout Session, Int64) -> [Effect]) throws {
        try expectNothingPending()
        var session = session ?? Session(configuration: configuration, expected: expected)
        pending += action(&session, now).filter(isTold).map(Self.text)
        self.session = session
    }

    private func isTold(_ effect: Effect) -> Bool {
        if case .keep = effect { return tellsKept }
        return true
    }

    private mutating func pass(seconds: String) throws {
        try expectNothingPending()
        guard let seconds = ExactDecimal(seconds)?.rescaled(to: 6) else {
            throw Failure(description: "not a number of seconds")
        }
        let end = now + seconds.mantissa
        while now < end {
            now = min(end, now + Self.tick)
            pending += (session?.tick(now: now) ?? []).map(Self.text)
        }
    }

    private mutating func expect(_ line: String) throws {
        guard let actual = pending.first else {
            throw Failure(description: "nothing more happened")
        }
        guard Self.matches(actual, line) else {
            throw Failure(description: "instead this happened: \(actual)")
        }
        pending.removeFirst()
    }

    private func expectNothingPending() throws {
        guard pending.isEmpty else {
            throw Failure(description: "before this, unexpectedly: \(pending)")
        }
    }

    private static func matches(_ actual: String, _ wanted: String) -> Bool {
        let actual = actual.split(separator: "|")
        let wanted = wanted.split(separator: "|")
        guard actual.count == wanted.count else { return false }
        return zip(actual, wanted).allSatisfy { actual, wanted in
            guard wanted.hasSuffix("=*") else { return actual == wanted }
            return actual.hasPrefix(wanted.dropLast(1))
        }
    }

    private static func text(_ effect: Effect) -> String {
        switch effect {
        case .deliver(let message):
            "deliver \(message.sequence)" + (message.defect == nil ? "" : " defect")
        case .keep(let message): "keep \(message.sequence) \(message.msgType)"
        case .advance(let next): "advance \(next)"
        case .resetNumbers: "reset"
        case .send(let type, let body):
            "out 35=\(type)|" + body.split(separator: "\u{1}").joined(separator: "|")
        case .resend(let from, let through): "resend \(from) \(through)"
        case .loggedOn: "loggedOn"
        case .loggingOut(let text): "loggingOut \(text)"
        case .disconnect(let reason): "disconnect \(reason)"
        case .note: "note"
        }
    }

    /// A message of the other side, encoded by hand so that it may break any rule but framing.
    private func message(_ line: String) throws -> Message {
        var fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        let left = Set(fields.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) })
        fields.removeAll { $0.hasPrefix("-") }
        func given(_ tag: String) -> String? {
            guard let index = fields.firstIndex(where: { $0.hasPrefix(tag + "=") }) else {
                return nil
            }
            return String(fields.remove(at: index).dropFirst(tag.count + 1))
        }
        let begin = given("8") ?? "FIX.4.4"
        guard let type = given("35") else { throw Failure(description: "35 is missing") }
        var header = ["35=\(type)"]
        let defaults = [("49", "THEM"), ("56", "US"), ("52", "now")]
        for (tag, value) in defaults where !left.contains(tag) {
            header.append("\(tag)=\(time(given(tag) ?? value))")
        }
        for tag in ["43", "97", "122"] {
            if let value = given(tag) { header.append("\(tag)=\(time(value))") }
        }
        let body = (header + fields.map(time)).map { $0 + "\u{1}" }.joined()
        return try frame(begin, body)
    }

    /// Replaces `now`, `now-5` and `now+5` by times.
    private func time(_ field: String) -> String {
        guard let range = field.range(of: "now") else { return field }
        let offset = Int64(field[range.upperBound...]) ?? 0
        let moment = UTCTimestamp(microseconds: now + offset * 1_000_000)
        return field[..<range.lowerBound] + moment.text(.milliseconds)
    }

    private func frame(_ begin: String, _ body: String) throws -> Message {
        let head = "8=\(begin)\u{1}9=\(body.utf8.count)\u{1}"
        let sum = (head + body).utf8.reduce(0) { ($0 + Int($1)) % 256 }
        let digits = String(sum)
        let padded = String(repeating: "0", count: 3 - digits.count) + digits
        var decoder = FrameDecoder()
        decoder.append((head + body + "10=\(padded)\u{1}").utf8)
        guard case .message(let message) = decoder.next() else {
            throw Failure(description: "the scenario's message is no frame")
        }
        return message
    }
}
