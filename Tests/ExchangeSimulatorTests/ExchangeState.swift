@testable import ExchangeSimulator

/// All that an exchange remembers, for comparing.
struct ExchangeState: Equatable {
    let tradeDate: String?
    let sessions: [String: SessionRecord]
    let orders: [ExchangeOrder]
    let books: [String: OrderBook]
    let nextTradeNumber: Int64
    let refusals: Int64
    let makerVolume: [Side: [String: Int64]]
    let nextDue: Int64?
}

extension Exchange {
    var state: ExchangeState {
        ExchangeState(
            tradeDate: tradeDate, sessions: sessions, orders: orders, books: books,
            nextTradeNumber: nextTradeNumber, refusals: refusals, makerVolume: makerVolume,
            nextDue: nextDue)
    }
}
