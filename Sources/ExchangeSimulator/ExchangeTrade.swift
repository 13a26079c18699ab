/// One trade. A side without an order is the market maker's.
struct ExchangeTrade: Sendable, Equatable {
    let number: Int64
    let buyOrderID: Int64?
    let sellOrderID: Int64?
    var quantity: Int64
    var price: Price
    let at: Int64
    /// Corrections so far.
    var corrections: Int64 = 0
    var isBusted = false

    var orderIDs: [Int64] { [buyOrderID, sellOrderID].compactMap { $0 } }

    /// ExecID of the report that told an order's owner last of this trade: a later bust or
    /// correction refers to it.
    func executionID(of orderID: Int64) -> String {
        corrections == 0 ? "T\(number)-\(orderID)" : "G\(number)-\(orderID)-\(corrections)"
    }
}
