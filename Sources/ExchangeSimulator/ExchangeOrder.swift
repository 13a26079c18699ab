/// Sides, kinds and states by their FIX codes: the wire, the journal and the book share one word.
enum Side: String, Sendable {
    case buy = "1"
    case sell = "2"
}

enum OrderKind: String, Sendable {
    case market = "1"
    case limit = "2"
}

enum TimeInForce: String, Sendable {
    case day = "0"
    case immediateOrCancel = "3"
}

enum OrderStatus: String, Sendable {
    case new = "0"
    case partiallyFilled = "1"
    case filled = "2"
    case cancelled = "4"
    case rejected = "8"
    case expired = "C"

    var isOpen: Bool { self == .new || self == .partiallyFilled }
}

/// An accepted order: its terms, which never change, and what has happened to it.
struct ExchangeOrder: Sendable, Equatable {
    /// Ascending in the order of arrival, so it also is the order's time priority.
    let orderID: Int64
    let session: String
    let clOrdID: String
    let account: String?
    let instrument: Instrument
    let side: Side
    let kind: OrderKind
    let timeInForce: TimeInForce
    let quantity: Int64
    let limit: Price?
    /// Microseconds since 1970, UTC.
    let acceptedAt: Int64
    /// When matching starts; nil at once.
    let matchAt: Int64?

    var status = OrderStatus.new
    /// Accepted, but not yet in the book.
    var isDelayed = false
    var filled: Int64 = 0
    /// Sum of quantity × price in ten-thousandths.
    var value: Int64 = 0

    var leaves: Int64 { status.isOpen ? quantity - filled : 0 }

    /// Rounded half up to four decimals; zero before the first fill.
    var averagePrice: Price {
        filled == 0
            ? Price(tenThousandths: 0) : Price(tenThousandths: (value + filled / 2) / filled)
    }
}

/// One trade. A side without an order of a member is the market maker's.
struct ExchangeTrade: Sendable, Equatable {
    let number: Int64
    let buyOrderID: Int64?
    let sellOrderID: Int64?
    let quantity: Int64
    let price: Price
    let at: Int64
}
