import FoundationEssentials
import PrivateDesk

/// Messages a second through real notifiers to a sink that does nothing, beside a raw queue and two
/// of PyPI's in the same run (bench/messages.py measures; here it is given what it needs).
struct MessageRates: Sendable {
    private static let python = "/usr/bin/python3"
    private static let packages = ["procrastinate", "psycopg[binary,pool]", "pgqueuer", "asyncpg"]

    /// One line that the script prints.
    private struct Figure: Decodable {
        let what: String
        let measured: Double?
        let p99: Double?
        let limit: Double?
        let limitName: String?
        let ratio: Double?
        let aim: String?
    }

    let desk: BenchDesk
    let plan: BenchPlan

    func measure(_ table: inout BenchTable) async throws {
        desk.desk.narrate("bench: \(plan.messages) messages through 1 and 4 notifiers")
        let database = desk.desk.backup.conninfo(database: Settings.backupDatabase)
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let text = try await Command(
            try await interpreter(),
            [
                desk.desk.project.path("bench/messages.py"), "--dsn", database, "--notify-dsn",
                database, "--program", program, "--count", "\(plan.messages)", "--samples",
                "\(plan.samples)",
            ]
        ).run()
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        for line in text.split(separator: "\n") {
            let figure = try decoder.decode(Figure.self, from: Data(line.utf8))
            table.add(
                figure.what,
                [figure.measured, figure.p99].compactMap { $0.map(BenchTable.text) }
                    .joined(separator: " / "),
                limit: figure.limit.map { "\(figure.limitName ?? "") \(BenchTable.text($0))" }
                    ?? "",
                ratio: figure.ratio.map(BenchTable.text) ?? "", aim: figure.aim ?? "")
        }
    }

    /// With the peers' packages in a place of its own; without them where that cannot be made.
    private func interpreter() async throws -> String {
        let place = desk.desk.home.path + "/peers"
        do {
            _ = try await Command(Self.python, ["-m", "venv", place]).run()
            _ = try await Command(place + "/bin/pip", ["install", "--quiet"] + Self.packages).run()
            return place + "/bin/python3"
        } catch {
            desk.desk.narrate("bench: the job queues of PyPI are left out: \(error)")
            return Self.python
        }
    }
}
