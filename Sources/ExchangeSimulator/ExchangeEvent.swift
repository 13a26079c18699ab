/// Everything that changes the exchange's state. Live work and the replay of the journal both go
/// through `Exchange.apply`, so what is not an event cannot be remembered, nor be forgotten.
enum ExchangeEvent: Sendable, Equatable {
    /// A trading day begins (`YYYYMMDD`).
    case opened(tradeDate: String)
    /// The trading day is over; orders are refused until the next one.
    case dayClosed(at: Int64)
    /// Both sequence numbers of a session start at 1 again; queued messages stay.
    case reset(session: String)
    /// A session begins anew: numbers, queue and used ClOrdIDs are forgotten.
    case renewed(session: String)
    /// The next inbound sequence number a session expects.
    case expected(session: String, next: Int64)
    /// A message of the session layer took a number.
    case numbered(session: String, sequence: Int64, messageType: String, at: Int64)
    /// The outbound numbers before `next` are passed over.
    case skipped(session: String, next: Int64, at: Int64)
    /// The oldest `count` queued messages took numbers from `firstSequence` on.
    case dispatched(session: String, count: Int, firstSequence: Int64, at: Int64)
    /// The oldest `count` queued messages changed to the reverse order.
    case reversed(session: String, count: Int)
    /// An application message waits for its session.
    case queued(session: String, messageType: String, body: String)
    case accepted(ExchangeOrder)
    /// An order was refused; its ClOrdID stays used.
    case refused(session: String, clOrdID: String, reason: String, at: Int64)
    /// A message was taken and forgotten, as a script wanted.
    case ignored(session: String, messageType: String, clOrdID: String, at: Int64)
    /// A delayed order enters the book.
    case released(orderID: Int64)
    case traded(ExchangeTrade)
    /// A trade counts no more.
    case busted(number: Int64, at: Int64)
    case corrected(number: Int64, quantity: Int64, price: Price, at: Int64)
    /// An order has new terms; `clOrdID` is the replacement's, nil when the exchange changed it.
    case amended(
        orderID: Int64, clOrdID: String?, quantity: Int64, limit: Price?, losesPriority: Bool,
        at: Int64)
    /// An order ended without being filled; `clOrdID` is the cancel request's, when one asked.
    case closed(orderID: Int64, status: OrderStatus, clOrdID: String?, at: Int64)
    /// Every live order (of one session, when named) is forgotten without a word.
    case purged(session: String?, at: Int64)
    /// The market maker's price of an instrument, by the book's key.
    case priced(book: String, price: Price, at: Int64)
    /// A script's opening liquidity was put into the book, by its text: not again that day.
    case seeded(name: String)
    /// A script's rule was carried out; it changes nothing by itself.
    case fault(line: Int, action: String, subject: String, at: Int64)
}
