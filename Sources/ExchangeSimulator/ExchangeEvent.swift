/// Everything that changes the exchange's state. Live work and the replay of the journal both go
/// through `Exchange.apply`, so what is not an event cannot be remembered, nor be forgotten.
enum ExchangeEvent: Sendable, Equatable {
    /// A trading day begins (`YYYYMMDD`).
    case opened(tradeDate: String)
    /// Both sequence numbers of a session start at 1 again; queued messages stay.
    case reset(session: String)
    /// The next inbound sequence number a session expects.
    case expected(session: String, next: Int64)
    /// A message of the session layer took a number.
    case numbered(session: String, sequence: Int64, messageType: String, at: Int64)
    /// The oldest `count` queued messages took numbers from `firstSequence` on.
    case dispatched(session: String, count: Int, firstSequence: Int64, at: Int64)
    /// An application message waits for its session.
    case queued(session: String, messageType: String, body: String)
    case accepted(ExchangeOrder)
    /// An order was refused; its ClOrdID stays used.
    case refused(session: String, clOrdID: String, reason: String, at: Int64)
    /// A delayed order enters the book.
    case released(orderID: Int64)
    case traded(ExchangeTrade)
    /// An order ended without being filled; `clOrdID` is the cancel request's, when one asked.
    case closed(orderID: Int64, status: OrderStatus, clOrdID: String?, at: Int64)
}
