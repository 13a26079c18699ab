/// Sides, kinds and states by their FIX codes: the wire, the journal and the book share one word.
enum Side: String, Sendable {
    case buy = "1"
    case sell = "2"

    var opposite: Side { self == .buy ? .sell : .buy }
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
    case doneForDay = "3"
    case cancelled = "4"
    case rejected = "8"
    case expired = "C"

    var isOpen: Bool { self == .new || self == .partiallyFilled }
}

/// An accepted order: its terms, and what has happened to it.
struct ExchangeOrder: Sendable, Equatable {
    /// Names the made-up participant whose orders are liquidity by script. It has no session.
    static let house = "-"

    /// Ascending in the order of arrival; never changes.
    let orderID: Int64
    let session: String
    /// The latest: a replacement's own.
    var clOrdID: String
    let account: String?
    let instrument: Instrument
    let side: Side
    let kind: OrderKind
    let timeInForce: TimeInForce
    var quantity: Int64
    var limit: Price?
    /// Microseconds since 1970, UTC.
    let acceptedAt: Int64
    /// When matching starts; nil at once.
    let matchAt: Int64?
    /// How a script wants it filled; nil by the market.
    let plan: FillPlan?

    var status = OrderStatus.new
    /// Accepted, but not yet in the book.
    var isDelayed = false
    /// Lost by the exchange without a word: it knows the order no more.
    var isPurged = false
    var filled: Int64 = 0
    /// Sum of quantity × price in ten-thousandths.
    var value: Int64 = 0
    /// Place in time; an order that got worse for the others goes to the end.
    var priority: Int64
    /// Replacements and restatements so far.
    var amendments: Int64 = 0
    /// Fills of the plan so far.
    var planned = 0

    init(
        orderID: Int64, session: String, clOrdID: String, account: String?,
        instrument: Instrument, side: Side, kind: OrderKind, timeInForce: TimeInForce,
        quantity: Int64, limit: Price?, acceptedAt: Int64, matchAt: Int64?,
        plan: FillPlan? = nil
    ) {
        self.orderID = orderID
        self.session = session
        self.clOrdID = clOrdID
        self.account = account
        self.instrument = instrument
        self.side = side
        self.kind = kind
        self.timeInForce = timeInForce
        self.quantity = quantity
        self.limit = limit
        self.acceptedAt = acceptedAt
        self.matchAt = matchAt
        self.plan = plan
        priority = orderID
    }

    var leaves: Int64 { status.isOpen ? quantity - filled : 0 }

    var isHouse: Bool { session == ExchangeOrder.house }

    /// Rounded half up to four decimals; zero before the first fill.
    var averagePrice: Price {
        filled == 0
            ? Price(tenThousandths: 0) : Price(tenThousandths: (value + filled / 2) / filled)
    }
}

extension ExchangeOrder {
    func accepts(_ price: Price) -> Bool {
        guard let limit else { return true }
        return side == .buy ? price <= limit : price >= limit
    }
}
