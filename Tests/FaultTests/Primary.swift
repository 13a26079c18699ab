import Foundation
import Postgres
import Testing

/// A primary that is not dead: its rows keep coming, and trades of its own move positions under
/// the desk's live exits.
struct Primary {
    private static let pause: ClosedRange<Int> = 20...200

    let conninfo: String
    let positions: [Int64]
    var chance: SeededChance

    mutating func work(until end: ContinuousClock.Instant) async {
        var connection: PostgresConnection?
        var number: Int64 = 0
        while ContinuousClock.now < end {
            number += 1
            guard let position = positions.randomElement(using: &chance) else { return }
            let closes = chance.percent(60)
            do {
                if connection == nil {
                    connection = try await .connect(
                        PostgresConfiguration(conninfo: conninfo, applicationName: "primary"))
                }
                _ = try await connection?.pipeline([
                    Self.trade(number, position, closes), Statement("select sync.fold()"),
                ])
            } catch let error as PostgresError {
                let state = error.sqlState?.rawValue
                if let state, !["40", "53", "57", "55"].contains(String(state.prefix(2))) {
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

    /// One lot more or less; a repeat of the same number is the same trade.
    private static func trade(_ number: Int64, _ position: Int64, _ closes: Bool) -> Statement {
        Statement(
            """
            insert into book.trades (trade_id, order_id, user_id, instrument_id, exchange,
                segment, trade_date, trade_number, product, side, quantity, price, executed_at)
            select $1::bigint, 1, p.user_id, p.instrument_id, i.exchange, i.segment, p.trade_date,
                'PRIMARY' || $1::bigint, p.product,
                case when (p.net_quantity > 0) = $3 then 'sell' else 'buy' end, i.lot_size, 100,
                now()
            from core.positions p
            join book.instruments i on i.instrument_id = p.instrument_id
            where p.position_id = $2 and (abs(p.net_quantity) >= i.lot_size or not $3)
            on conflict (trade_id) do nothing
            """, [.integer(number), .integer(position), .boolean(closes)])
    }
}
