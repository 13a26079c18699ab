import Postgres
import Testing

/// A primary that is not dead: its clients go on trading there, under the desk's live exits. Each
/// step has a name that is used once, so that one in doubt can be asked again.
struct Primary {
    private static let pause: ClosedRange<Int> = 20...200
    /// The step was made before its answer was lost.
    private static let uniqueViolation = "23505"

    /// So that nothing is pending there when the run is judged.
    static let cancelAll = """
        select book.cancel_order(o.order_id) from book.orders o
        where o.status in ('open', 'partially_filled');
        """

    let conninfo: String
    let clients: [Int64]
    var chance: SeededChance

    mutating func work(until end: ContinuousClock.Instant) async {
        var connection: PostgresConnection?
        var number: Int64 = 0
        while ContinuousClock.now < end {
            number += 1
            guard let client = clients.randomElement(using: &chance) else { return }
            let step = decide(number, client)
            do {
                if connection == nil {
                    connection = try await .connect(
                        PostgresConfiguration(conninfo: conninfo, applicationName: "primary"))
                }
                _ = try await connection?.pipeline([step])
            } catch let error as PostgresError {
                let state = error.sqlState?.rawValue
                if let state, state != Self.uniqueViolation,
                    !["40", "53", "57", "55"].contains(String(state.prefix(2)))
                {
                    Issue.record("primary: \(error.detailForLog)")
                    return
                }
                if state == nil {
                    await connection?.close()
                    connection = nil
                }
            } catch {
                Issue.record("primary: \(error)")
                return
            }
            try? await Task.sleep(
                for: .milliseconds(Int.random(in: Self.pause, using: &chance)))
        }
        await connection?.close()
    }

    /// Trades at once, leaves an order open, which reserves the position at the desk, or ends one.
    private mutating func decide(_ number: Int64, _ client: Int64) -> Statement {
        let instrument = Int64.random(in: 7001...7003, using: &chance)
        let closes = chance.percent(60)
        switch Int.random(in: 0..<100, using: &chance) {
        case ..<60: return order(number, client, instrument, closes: closes, trades: true)
        case ..<80: return order(number, client, instrument, closes: closes, trades: false)
        case ..<90:
            return Statement(
                """
                select book.record_trade(o.order_id, 'P' || $1::bigint, o.quantity, 100)
                from book.orders o where o.status = 'open' order by o.order_id limit 1
                """, [.integer(number)])
        default:
            return Statement(
                """
                select book.cancel_order(o.order_id)
                from book.orders o where o.status = 'open' order by o.order_id desc limit 1
                """)
        }
    }

    private func order(
        _ number: Int64, _ client: Int64, _ instrument: Int64, closes: Bool, trades: Bool
    ) -> Statement {
        Statement(
            """
            select case when $5 then book.record_trade(k.order_id, 'P' || $1::bigint, k.lot, 100)
                end
            from (
                select i.lot_size as lot, book.place_order(o.user_id, o.instrument_id, o.product,
                    case when (o.quantity > 0) = $4 then 'sell' else 'buy' end, i.lot_size, 100,
                    null, 'PRIMARY' || $1::bigint) as order_id
                from book.opening_positions o
                join book.instruments i on i.instrument_id = o.instrument_id
                where o.user_id = $2 and o.instrument_id = $3
                offset 0) k
            """,
            [
                .integer(number), .integer(client), .integer(instrument), .boolean(closes),
                .boolean(trades),
            ])
    }
}
