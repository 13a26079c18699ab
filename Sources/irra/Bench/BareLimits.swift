import FoundationEssentials
import Glibc
import Postgres

/// What the machine and PostgreSQL can do at most: the other halves of the ratios.
struct BareLimits: Sendable {
    private static let syncs = 500
    private static let pageBytes = 8192

    let desk: BenchDesk

    /// Returns the times of bare commits, one client.
    func measure(_ plan: BenchPlan, _ table: inout BenchTable) async throws -> Quantiles {
        let sync = try fdatasyncTimes()
        table.add("fdatasync of one page, p50 / p99 ms", pair(sync))
        let commit = try await commitTimes(plan.commits)
        table.add("bare commit over one connection, p50 / p99 ms", pair(commit))
        let many = try await desk.load(
            "bare_commit.pgbench", clients: plan.writers, transactions: plan.commits)
        table.add("bare commits a second, \(plan.writers) clients", BenchTable.text(many.rate))
        return commit
    }

    private func pair(_ times: Quantiles) -> String {
        "\(BenchTable.text(times.median)) / \(BenchTable.text(times.p99))"
    }

    private func commitTimes(_ count: Int) async throws -> Quantiles {
        let connection = try await desk.connect()
        var times: [Duration] = []
        for _ in 0..<count { times.append(try await Self.commit(over: connection)) }
        await connection.close()
        return Quantiles(times)
    }

    /// How long one row takes to be durable.
    static func commit(over connection: PostgresConnection) async throws -> Duration {
        let started = ContinuousClock.now
        _ = try await connection.query(
            "insert into bench.commits (filler) values ('one row, one commit')", [])
        return ContinuousClock.now - started
    }

    /// On the same disk as the clusters.
    private func fdatasyncTimes() throws -> Quantiles {
        let path = desk.desk.home.path + "/bench.sync"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchError("\(path) cannot be made: errno \(errno)") }
        defer {
            close(descriptor)
            unlink(path)
        }
        let page = [UInt8](repeating: 7, count: Self.pageBytes)
        var times: [Duration] = []
        for _ in 0..<Self.syncs {
            guard pwrite(descriptor, page, page.count, 0) == page.count else {
                throw BenchError("\(path) cannot be written: errno \(errno)")
            }
            let started = ContinuousClock.now
            guard fdatasync(descriptor) == 0 else {
                throw BenchError("\(path) cannot be synchronised: errno \(errno)")
            }
            times.append(ContinuousClock.now - started)
        }
        return Quantiles(times)
    }
}
