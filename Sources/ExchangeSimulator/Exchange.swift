/// An exchange as a pure machine: messages and times in, events out. It has no clock, no files and
/// no sockets; `apply` is the only place where its state changes.
struct Exchange: Sendable {
    /// Order and trade numbers look like an exchange's and start far above invented ones.
    static let firstOrderID: Int64 = 1_300_000_000_000_001
    static let firstTradeNumber: Int64 = 50_000_001
    /// Planned fills carried out in one transaction, so that none of them grows without bound.
    static let maximumPlannedFills = 500

    let rules: ExchangeRules
    let instruments: InstrumentList
    private let members: [String: String]
    private let dropCopies: [String: [String]]
    private let reporters: Set<String>

    var tradeDate: String?
    var isDayClosed = false
    var sessions: [String: SessionRecord] = [:]
    /// Dense: an order's place is its OrderID less `firstOrderID`.
    var orders: [ExchangeOrder] = []
    /// Dense: a trade's place is its number less `firstTradeNumber`.
    var trades: [ExchangeTrade] = []
    var books: [String: OrderBook] = [:]
    var refusals: Int64 = 0
    /// Places in time given to orders that were amended for the worse.
    var nextPriority: Int64 = 0
    /// What the market maker traded today, by side and instrument.
    var makerVolume: [Side: [String: Int64]] = [:]
    /// The market maker's prices where they moved today.
    var prices: [String: Price] = [:]
    /// Opening liquidity that is in the books already.
    var seeded: Set<String> = []
    /// Delayed orders and planned fills.
    var due = DueList()
    /// Orders that are not over, by session.
    var live: [String: Set<Int64>] = [:]
    /// Events applied since they were last taken.
    private var fresh: [ExchangeEvent] = []

    init(rules: ExchangeRules, instruments: InstrumentList) {
        self.rules = rules
        self.instruments = instruments
        members = Dictionary(
            rules.sessions.map { ($0.name, $0.member) }, uniquingKeysWith: { first, _ in first })
        let copies = rules.sessions.filter { $0.kind == .dropCopy }
        dropCopies = Dictionary(grouping: copies, by: \.member).mapValues { $0.map(\.name) }
        reporters = Set(copies.map(\.name))
    }

    /// Applies an event and keeps it for the journal.
    mutating func record(_ event: ExchangeEvent) {
        apply(event)
        fresh.append(event)
    }

    /// Hands over the events since the last call, in order.
    mutating func takeEvents() -> [ExchangeEvent] {
        let events = fresh
        fresh.removeAll()
        return events
    }

    /// The events that were not handed over yet.
    var freshEvents: ArraySlice<ExchangeEvent> { fresh[...] }

    /// Begins a trading day when the date has changed; day orders of the last one expire.
    mutating func openDay(now: Int64) {
        // The date changes at midnight only: most calls need not work it out.
        guard rules.tradeDate != nil || tradeDate == nil || now >= dayEnds || now < dayBegan else {
            return
        }
        let date = rules.tradeDate ?? indianDate(now)
        dayBegan = now
        dayEnds = indianMidnight(after: now)
        guard date != tradeDate else { return }
        if let last = tradeDate { expireAll(tradeDate: last, now: now) }
        record(.opened(tradeDate: date))
    }

    private var dayBegan: Int64 = 0
    private var dayEnds: Int64 = 0

    /// Matches delayed orders and fills planned ones that are due.
    mutating func tick(now: Int64) {
        openDay(now: now)
        var fills = 0
        while let next = due.first, next.at <= now, fills < Exchange.maximumPlannedFills {
            let order = order(next.orderID)
            if order.isDelayed {
                record(.released(orderID: next.orderID))
                if order.plan == nil { match(next.orderID, now: now) }
            } else {
                fillPlanned(next.orderID, now: now)
                fills += 1
            }
        }
    }

    /// When `tick` next has something to do; nil when nothing waits.
    var nextDue: Int64? { due.first?.at }

    func order(_ orderID: Int64) -> ExchangeOrder {
        orders[Int(orderID - Exchange.firstOrderID)]
    }

    /// The order, when the exchange has given this number and still knows it.
    func knownOrder(_ orderID: Int64) -> ExchangeOrder? {
        let index = orderID - Exchange.firstOrderID
        guard index >= 0, index < orders.count, !orders[Int(index)].isPurged else { return nil }
        return orders[Int(index)]
    }

    func trade(_ number: Int64) -> ExchangeTrade? {
        let index = number - Exchange.firstTradeNumber
        return index >= 0 && index < trades.count ? trades[Int(index)] : nil
    }

    func member(of session: String) -> String { members[session] ?? session }

    func dropCopySessions(of session: String) -> [String] {
        dropCopies[member(of: session)] ?? []
    }

    func isDropCopy(_ session: String) -> Bool { reporters.contains(session) }

    var nextOrderID: Int64 { Exchange.firstOrderID + Int64(orders.count) }

    var nextTradeNumber: Int64 { Exchange.firstTradeNumber + Int64(trades.count) }

    /// Where the market maker quotes now.
    func makerPrice(of instrument: Instrument) -> Price {
        prices.isEmpty
            ? instrument.reference : prices[instrument.bookKey] ?? instrument.reference
    }
}
