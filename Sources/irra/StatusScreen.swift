import DeskDatabase
import FoundationEssentials
import Glibc
import Postgres
import PrivateDesk

/// What a terminal shows of a desk: its processes, then what the desk says of itself.
struct StatusScreen: Sendable {
    /// The look at the database must not hold up the screen that would show that it is away.
    private static let patience: Duration = .seconds(2)
    private static let home = "\u{1B}[H"
    private static let restOfLine = "\u{1B}[K"
    private static let restOfScreen = "\u{1B}[J"
    private static let wholeScreen = "\u{1B}[2J"

    let settings: Settings

    /// A line for each cluster and worker; one that says what to do when there is none.
    func processes() throws -> [String] {
        let statuses = try Desk.existing(settings)?.statuses() ?? []
        if statuses.isEmpty { return ["no desk has been set up here: `irra up` does it"] }
        return statuses.map { status in
            let pid = status.pid.map { "pid \($0)" } ?? ""
            let since = status.since.map { "since \($0)" } ?? ""
            return [status.name, status.state, pid, since]
                .map { Self.padded($0, to: 12) }.joined(separator: " ")
        }
    }

    /// Draws over what it drew before, until the task is cancelled.
    func refresh(every interval: Duration) async throws {
        Terminal.draw(Self.wholeScreen)
        while !Task.isCancelled {
            let lines =
                try processes() + [""] + (await health())
                + ["", "\(Date.now.formatted(.iso8601))  Ctrl-C ends this; the desk goes on."]
            let body = lines.map { $0.plain(keepsLines: false) + Self.restOfLine + "\n" }.joined()
            Terminal.draw(Self.home + body + Self.restOfScreen)
            try await Task.sleep(for: interval)
        }
    }

    /// What is not in order first.
    private func health() async -> [String] {
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
            return (checks.filter { !$0.isOK } + checks.filter(\.isOK)).map { check in
                (check.isOK ? "ok       " : "NOT OK   ")
                    + Self.padded(check.name, to: 28) + " " + check.detail
            }
        } catch {
            let reason = (error as? PostgresError)?.detailForLog ?? "\(error)"
            let line = reason.split(separator: "\n").first ?? ""
            return ["NOT OK   the desk's database: \(line)"]
        }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
