import Foundation
import Postgres
import Testing

/// Hits the gateway that leads the order session, by kill -9 and by a stop that outlasts its
/// lease, and takes the time until another has logged on.
struct Takeover {
    /// What a client on the telephone may wait; see `Campaign.judge`.
    static let limit: Duration = .seconds(5)
    private static let session = "ORDERS"
    private static let pollInterval: Duration = .milliseconds(20)
    /// Longer than this nobody waits for one takeover.
    private static let patience: Duration = .seconds(120)
    /// Work between two hits.
    private static let calm: Duration = .milliseconds(1_500)

    private struct State: Equatable {
        let epoch: Int64
        let isLoggedOn: Bool
    }

    let field: Battlefield
    var chance: SeededChance

    /// Times from hit to log-on, in order.
    mutating func work(until end: ContinuousClock.Instant) async throws -> [Duration] {
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: field.database.conninfo(), applicationName: "takeover"))
        var times: [Duration] = []
        while ContinuousClock.now < end {
            try await Task.sleep(for: Self.calm)
            times.append(try await hit(connection))
        }
        await connection.close()
        return times
    }

    private mutating func hit(_ connection: PostgresConnection) async throws -> Duration {
        let before = try await wait(connection) { $0.isLoggedOn }
        guard let leader = try leader(epoch: before.epoch) else {
            Issue.record("nobody said that it leads epoch \(before.epoch)")
            return .zero
        }
        let isKilled = chance.percent(50)
        let start = ContinuousClock.now
        if isKilled { await leader.kill() } else { leader.freeze() }
        _ = try await wait(connection) { $0.epoch > before.epoch && $0.isLoggedOn }
        let time = ContinuousClock.now - start
        if isKilled { try leader.start() } else { leader.thaw() }
        return time
    }

    private func wait(
        _ connection: PostgresConnection, until isReached: (State) -> Bool
    ) async throws -> State {
        let end = ContinuousClock.now + Self.patience
        while true {
            let row = try await connection.query(
                """
                select epoch, status = 'logged_on' as is_logged_on
                from fix.session_state where session_name = $1
                """, [.text(Self.session)]
            ).first
            if let row {
                let state = State(
                    epoch: try row.integer("epoch"), isLoggedOn: try row.boolean("is_logged_on"))
                if isReached(state) { return state }
            }
            guard ContinuousClock.now < end else { throw CancellationError() }
            try await Task.sleep(for: Self.pollInterval)
        }
    }

    /// Gateways of one machine share a name in the database: the log tells which process it is.
    private func leader(epoch: Int64) throws -> Victim? {
        try field.gateways.first { gateway in
            try String(contentsOfFile: gateway.log, encoding: .utf8)
                .split(separator: "\n").contains { line in
                    line.contains("leading") && line.contains("session=\(Self.session)")
                        && line.contains("epoch=\(epoch) ")
                }
        }
    }
}
