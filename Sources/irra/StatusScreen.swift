import DeskDatabase
import FoundationEssentials
import Postgres
import PrivateDesk

/// What a terminal shows of a desk: its processes, then what the desk says of itself.
struct StatusScreen: Sendable {
    private typealias Line = TerminalFrame.Line

    /// The look at the database must not hold up the screen that would show that it is away.
    private static let patience: Duration = .seconds(2)
    private static let home = "\u{1B}[H"
    private static let restOfLine = "\u{1B}[K"
    private static let restOfScreen = "\u{1B}[J"
    private static let wholeScreen = "\u{1B}[2J"
    /// Letters that are two columns wide are not counted as two: no line runs into the next.
    private static let wrapsNot = "\u{1B}[?7l"
    private static let wraps = "\u{1B}[?7h"
    private static let narrowestName = 28

    let settings: Settings

    /// A line for each cluster and worker; one that says what to do when there is none.
    func processes() throws -> [String] { try processLines().map(\.text) }

    /// Draws over what it drew before, until the task is cancelled.
    func refresh(every interval: Duration) async throws {
        var drawn: TerminalFrame.Size?
        while !Task.isCancelled {
            let lines = processesOrWhy() + [Line("")] + (await health())
            let now = Date.now.formatted(.iso8601)
            let frame = TerminalFrame(lines, footer: "\(now)  Ctrl-C ends this; the desk goes on.")
            let size = TerminalFrame.Size.ofOutput
            // A terminal that was resized has moved what was drawn.
            if drawn == nil || drawn != size { Terminal.draw(Self.wholeScreen) }
            drawn = size
            let body = frame.fitted(to: size).map { $0 + Self.restOfLine + "\n" }.joined()
            Terminal.draw(Self.wrapsNot + Self.home + body + Self.restOfScreen + Self.wraps)
            try await Task.sleep(for: interval)
        }
    }

    private func processLines() throws -> [Line] {
        let statuses = try Desk.existing(settings)?.statuses() ?? []
        if statuses.isEmpty { return [Line("no desk has been set up here: `irra up` does it")] }
        return statuses.map { status in
            let pid = status.pid.map { "pid \($0)" } ?? ""
            let since = status.since.map { "since \($0)" } ?? ""
            return Line(
                [status.name, status.state, pid, since]
                    .map { Self.padded($0, to: 12) }.joined(separator: " "),
                isTrouble: status.state != "running")
        }
    }

    /// A home that is being made or removed is read again with the next look.
    private func processesOrWhy() -> [Line] {
        do { return try processLines() } catch {
            return [Line("NOT OK   the desk's home: \(error)", isTrouble: true)]
        }
    }

    /// What is not in order first.
    private func health() async -> [Line] {
        do {
            var configuration = PostgresConfiguration(
                conninfo: try Connections(settings: settings).backup(as: .monitor),
                applicationName: "irra status")
            configuration.connectTimeout = Self.patience
            configuration.statementTimeout = Self.patience
            let connection = try await PostgresConnection.connect(configuration)
            let checks: [HealthCheck]
            do {
                checks = try await OpsViews(database: connection).health()
            } catch {
                await connection.close()
                throw error
            }
            await connection.close()
            return Self.table(of: checks)
        } catch {
            let reason = (error as? PostgresError)?.detailForLog ?? "\(error)"
            let line = reason.split(separator: "\n").first ?? ""
            return [Line("NOT OK   the desk's database: \(line)", isTrouble: true)]
        }
    }

    /// Rows keep their places from one look to the next.
    private static func table(of checks: [HealthCheck]) -> [Line] {
        let width = max(narrowestName, checks.map(\.name.count).max() ?? 0)
        let kind = { (check: HealthCheck) in check.name.prefix { $0 != " " } }
        var places: [Substring: Int] = [:]
        for check in checks where places[kind(check)] == nil { places[kind(check)] = places.count }
        let ordered = checks.sorted {
            let (left, right) = (places[kind($0)] ?? 0, places[kind($1)] ?? 0)
            return left == right ? $0.name < $1.name : left < right
        }
        return (ordered.filter { !$0.isOK } + ordered.filter(\.isOK)).map { check in
            Line(
                (check.isOK ? "ok       " : "NOT OK   ")
                    + padded(check.name, to: width) + " " + check.detail,
                isTrouble: !check.isOK)
        }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
