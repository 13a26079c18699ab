import FoundationEssentials
import PrivateDesk

/// Messages a second through real notifiers to a sink that does nothing, beside a raw queue and two
/// of PyPI's in the same run (bench/messages.py measures; here it is given what it needs).
struct MessageRates: Sendable {
    private static let python = "/usr/bin/python3"
    private static let packages = ["procrastinate", "psycopg[binary,pool]", "pgqueuer", "asyncpg"]

    let desk: BenchDesk
    let plan: BenchPlan

    func measure(_ table: inout BenchTable) async throws {
        desk.desk.narrate("bench: \(plan.messages) messages through 1 and 4 notifiers")
        let database = desk.desk.backup.conninfo(database: Settings.backupDatabase)
        try await ScriptedFigures(desk: desk).add(
            "bench/messages.py", by: try await interpreter(),
            [
                "--dsn", database, "--notify-dsn", database, "--program",
                try ScriptedFigures.thisProgram(), "--count", "\(plan.messages)", "--samples",
                "\(plan.samples)",
            ], to: &table)
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
