import NIOConcurrencyHelpers
import Postgres

/// One ops person who presses buttons all the time.
struct Agent {
    struct Position: Sendable {
        let id: Int64
        let userID: Int64
        let callID: String
        let lot: Int64
    }

    /// What all agents together were told.
    final class Tally: Sendable {
        private struct State {
            var outcomes: [String: Int] = [:]
            var exits: [Int64] = []
            var isWhole = true
        }

        private let state = NIOLockedValueBox(State())

        func add(_ outcome: String) {
            state.withLockedValue { $0.outcomes[outcome, default: 0] += 1 }
        }

        func add(exit: Int64) { state.withLockedValue { $0.exits.append(exit) } }
        func abandon() { state.withLockedValue { $0.isWhole = false } }

        /// Exits that somebody was told of, one for each press; nil when an answer is outstanding.
        var exits: [Int64]? { state.withLockedValue { $0.isWhole ? $0.exits : nil } }

        var summary: String {
            state.withLockedValue { state in
                state.outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
                    .joined(separator: ", ")
            }
        }
    }

    /// Between two presses; keeps the run about faults and not about load.
    private static let pause: ClosedRange<Int> = 5...60
    /// How long the answer of the last press may take.
    private static let patience: Duration = .seconds(60)

    let number: Int
    let conninfo: String
    let positions: [Position]
    let tally: Tally
    var chance: SeededChance

    mutating func work(until end: ContinuousClock.Instant) async {
        var door = Door(conninfo: conninfo, name: "agent \(number)")
        var press = 0
        while ContinuousClock.now < end {
            press += 1
            let (name, statement) = decide(key: "agent-\(number)-\(press)")
            switch await door.ask(name, statement, until: end + Self.patience) {
            case .answered(let rows):
                tally.add("\(name) ok")
                if let exit = try? rows.first?.optionalInteger("exit_id") { tally.add(exit: exit) }
            case .refused(let code): tally.add("\(name) \(code)")
            case .abandoned: tally.abandon()
            }
            try? await Task.sleep(
                for: .milliseconds(Int.random(in: Self.pause, using: &chance)))
        }
        await door.close()
    }

    private mutating func decide(key: String) -> (String, Statement) {
        guard let position = positions.randomElement(using: &chance) else {
            return ("nothing", Statement("select null::bigint as exit_id"))
        }
        switch Int.random(in: 0..<100, using: &chance) {
        case ..<45: return ("exit", exit(position, key))
        case ..<55: return ("exit part", part(position, key))
        case ..<70: return ("cancel", cancel(position))
        case ..<90: return ("modify", modify(position))
        case ..<95: return ("exit all", exitAll(position, key))
        default: return ("cancel all", cancelAll(position))
        }
    }

    private mutating func exit(_ position: Position, _ key: String) -> Statement {
        let lots = Int64.random(in: 1...12, using: &chance)
        return Statement(
            """
            select (api.square_off(call_id => $1::uuid, position_id => $2, idempotency_key => $3,
                quantity => $4, cancel_pending => $5) ->> 'exit_id')::bigint as exit_id
            """,
            [
                .text(position.callID), .integer(position.id), .text(key),
                .integer(lots * position.lot), .boolean(chance.percent(15)),
            ])
    }

    private mutating func part(_ position: Position, _ key: String) -> Statement {
        Statement(
            """
            select (api.square_off(call_id => $1::uuid, position_id => $2, idempotency_key => $3,
                percent => $4::bigint) ->> 'exit_id')::bigint as exit_id
            """,
            [
                .text(position.callID), .integer(position.id), .text(key),
                .integer(Int64.random(in: 1...100, using: &chance)),
            ])
    }

    private mutating func exitAll(_ position: Position, _ key: String) -> Statement {
        Statement(
            """
            select null::bigint as exit_id, api.square_off_all(
                call_id => $1::uuid, idempotency_key => $2, segment => $3, cancel_pending => $4)
            """,
            [
                .text(position.callID), .text(key), .text(chance.percent(50) ? "CM" : "FO"),
                .boolean(chance.percent(50)),
            ])
    }

    private func cancelAll(_ position: Position) -> Statement {
        Statement(
            "select null::bigint as exit_id, api.cancel_all_orders(call_id => $1::uuid)",
            [.text(position.callID)])
    }

    /// Any live order of the position, chosen in the database.
    private func cancel(_ position: Position) -> Statement {
        Statement(
            """
            select null::bigint as exit_id, api.cancel_order(o.order_id)
            from api.orders o where o.position_id = $1 and o.leaves_quantity > 0
            order by o.order_id desc limit 1
            """, [.integer(position.id)])
    }

    private mutating func modify(_ position: Position) -> Statement {
        Statement(
            """
            select null::bigint as exit_id, api.modify_order(o.order_id,
                quantity => greatest(o.quantity + $2::bigint * $3::bigint,
                    o.filled_quantity + $3),
                limit_price => o.limit_price + 0.05 * $2)
            from api.orders o
            where o.position_id = $1 and o.leaves_quantity > 0 and o.limit_price is not null
            order by o.order_id desc limit 1
            """,
            [
                .integer(position.id), .integer(Int64.random(in: -4...4, using: &chance)),
                .integer(position.lot),
            ])
    }
}
