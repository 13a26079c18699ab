import NIOConcurrencyHelpers
import Postgres
import Testing

/// One ops person who presses buttons all the time, through the same functions as the front.
/// Whatever was in doubt when the database went away is asked again with the same key.
struct Agent {
    struct Position: Sendable {
        let id: Int64
        let userID: Int64
        let callID: String
        let lot: Int64
    }

    /// What all agents together got, by the code of the answer.
    final class Tally: Sendable {
        private let counts = NIOLockedValueBox<[String: Int]>([:])

        func add(_ outcome: String) { counts.withLockedValue { $0[outcome, default: 0] += 1 } }

        var summary: String {
            counts.withLockedValue { counts in
                counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
                    .joined(separator: ", ")
            }
        }
    }

    /// Between two presses; keeps the run about faults and not about load.
    private static let pause: ClosedRange<Int> = 5...60

    let number: Int
    let conninfo: String
    let positions: [Position]
    let tally: Tally
    var chance: SeededChance

    mutating func work(until end: ContinuousClock.Instant) async {
        var connection: PostgresConnection?
        var press = 0
        while ContinuousClock.now < end {
            press += 1
            let (name, statement) = decide(key: "agent-\(number)-\(press)")
            // Asked again until there is an answer: a lost one may have been carried out.
            while true {
                do {
                    if connection == nil {
                        connection = try await .connect(
                            PostgresConfiguration(
                                conninfo: conninfo, applicationName: "agent \(number)"))
                    }
                    _ = try await connection?.pipeline([Self.login, statement])
                    tally.add("\(name) ok")
                    break
                } catch let error as PostgresError {
                    guard let state = error.serverError?.sqlState.rawValue else {
                        await connection?.close()
                        connection = nil
                        if ContinuousClock.now >= end { return }
                        try? await Task.sleep(for: .milliseconds(100))
                        continue
                    }
                    if Self.isTransient(state) { continue }
                    if !state.hasPrefix("IR") || state.hasPrefix("IR9") {
                        Issue.record("\(name): \(error)")
                    }
                    tally.add("\(name) \(state)")
                    break
                } catch {
                    Issue.record("\(name): \(error)")
                    return
                }
            }
            try? await Task.sleep(
                for: .milliseconds(Int.random(in: Self.pause, using: &chance)))
        }
        await connection?.close()
    }

    private static let login = Statement(
        """
        select set_config('role', 'ops_agent', true), set_config('irra.session', $1, true)
        """, [.text(Battlefield.secret)])

    /// Another transaction's locks, a server that stops: the same again.
    private static func isTransient(_ state: String) -> Bool {
        ["40", "53", "57"].contains(String(state.prefix(2))) || state == "55P03"
            || state == "IR505"
    }

    private mutating func decide(key: String) -> (String, Statement) {
        guard let position = positions.randomElement(using: &chance) else {
            return ("nothing", Statement("select 1"))
        }
        switch Int.random(in: 0..<100, using: &chance) {
        case ..<60: return ("exit", exit(position, key))
        case ..<75: return ("cancel", cancel(position))
        case ..<88: return ("modify", modify(position))
        case ..<92: return ("exit all", exitAll(position, key))
        default: return ("exit part", part(position, key))
        }
    }

    private mutating func exit(_ position: Position, _ key: String) -> Statement {
        let lots = Int64.random(in: 1...12, using: &chance)
        return Statement(
            """
            select api.square_off(call_id => $1::uuid, position_id => $2, idempotency_key => $3,
                quantity => $4, cancel_pending => $5)
            """,
            [
                .text(position.callID), .integer(position.id), .text(key),
                .integer(lots * position.lot), .boolean(chance.percent(5)),
            ])
    }

    private mutating func part(_ position: Position, _ key: String) -> Statement {
        Statement(
            """
            select api.square_off(call_id => $1::uuid, position_id => $2, idempotency_key => $3,
                percent => $4::bigint)
            """,
            [
                .text(position.callID), .integer(position.id), .text(key),
                .integer(Int64.random(in: 1...100, using: &chance)),
            ])
    }

    private mutating func exitAll(_ position: Position, _ key: String) -> Statement {
        Statement(
            """
            select api.square_off_all(call_id => $1::uuid, idempotency_key => $2, segment => $3)
            """,
            [.text(position.callID), .text(key), .text(chance.percent(50) ? "CM" : "FO")])
    }

    /// Any live order of the client, chosen in the database.
    private func cancel(_ position: Position) -> Statement {
        Statement(
            """
            select api.cancel_order(o.order_id)
            from core.orders o where o.position_id = $1 and o.leaves_quantity > 0
            order by o.order_id desc limit 1
            """, [.integer(position.id)])
    }

    private mutating func modify(_ position: Position) -> Statement {
        Statement(
            """
            select api.modify_order(o.order_id,
                quantity => greatest(o.quantity + $2 * $3, o.cumulative_quantity + $3),
                limit_price => o.limit_price)
            from core.orders o
            where o.position_id = $1 and o.leaves_quantity > 0 and o.limit_price is not null
            order by o.order_id desc limit 1
            """,
            [
                .integer(position.id), .integer(Int64.random(in: -4...4, using: &chance)),
                .integer(position.lot),
            ])
    }
}
