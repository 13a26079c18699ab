@testable import ExchangeSimulator

/// All that an exchange remembers, for comparing.
struct ExchangeState: Equatable {
    let tradeDate: String?
    let sessions: [String: SessionRecord]
    let orders: [ExchangeOrder]
    let books: [String: OrderBook]
    let trades: [ExchangeTrade]
    let refusals: Int64
    let makerVolume: [Side: [String: Int64]]
    let nextDue: Int64?
    let live: [String: Set<Int64>]
    let prices: [String: Price]
    let isDayClosed: Bool
}

extension Exchange {
    var state: ExchangeState {
        ExchangeState(
            tradeDate: tradeDate, sessions: sessions, orders: orders, books: books,
            trades: trades, refusals: refusals, makerVolume: makerVolume,
            nextDue: nextDue, live: live.filter { !$0.value.isEmpty }, prices: prices,
            isDayClosed: isDayClosed)
    }
}
