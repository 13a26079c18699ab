/// An exchange as a pure machine: messages and times in, events out. It has no clock, no files and
/// no sockets; `apply` is the only place where its state changes.
struct Exchange: Sendable {
    /// Order and trade numbers look like an exchange's and start far above invented ones.
    static let firstOrderID: Int64 = 1_300_000_000_000_001
    static let firstTradeNumber: Int64 = 50_000_001

    let rules: ExchangeRules
    let instruments: InstrumentList
    private let members: [String: String]
    private let dropCopies: [String: [String]]

    private(set) var tradeDate: String?
    private(set) var sessions: [String: SessionRecord] = [:]
    /// Dense: an order's place is its OrderID less `firstOrderID`.
    private(set) var orders: [ExchangeOrder] = []
    private(set) var books: [String: OrderBook] = [:]
    private(set) var nextTradeNumber = Exchange.firstTradeNumber
    private(set) var refusals: Int64 = 0
    /// What the market maker traded today, by side and instrument.
    private(set) var makerVolume: [Side: [String: Int64]] = [:]
    /// Orders whose matching is delayed, oldest first; the first one still is delayed.
    private var delayed: [Int64] = []
    private var delayedHead = 0
    /// Events applied since they were last taken.
    private var fresh: [ExchangeEvent] = []

    init(rules: ExchangeRules, instruments: InstrumentList) {
        self.rules = rules
        self.instruments = instruments
        members = Dictionary(
            rules.sessions.map { ($0.name, $0.member) }, uniquingKeysWith: { first, _ in first })
        dropCopies = Dictionary(
            grouping: rules.sessions.filter { $0.kind == .dropCopy }, by: \.member
        ).mapValues { $0.map(\.name) }
    }

    // MARK: What the engine does

    /// Applies an event and keeps it for the journal.
    mutating func record(_ event: ExchangeEvent) {
        apply(event)
        fresh.append(event)
    }

    /// Hands over the events since the last call, in order.
    mutating func takeEvents() -> [ExchangeEvent] {
        defer { fresh.removeAll(keepingCapacity: true) }
        return fresh
    }

    /// Begins a trading day when the date has changed; day orders of the last one expire.
    mutating func openDay(now: Int64) {
        let date = rules.tradeDate ?? indianDate(now)
        guard date != tradeDate else { return }
        if let last = tradeDate {
            for order in orders where order.status.isOpen {
                close(order.orderID, .expired, clOrdID: nil, tradeDate: last, at: now)
            }
        }
        record(.opened(tradeDate: date))
    }

    /// Matches delayed orders that are due.
    mutating func tick(now: Int64) {
        openDay(now: now)
        while let orderID = firstDelayed, let matchAt = order(orderID).matchAt, matchAt <= now {
            record(.released(orderID: orderID))
            match(orderID, now: now)
        }
    }

    /// When `tick` next has something to do; nil when nothing waits.
    var nextDue: Int64? { firstDelayed.flatMap { order($0).matchAt } }

    private var firstDelayed: Int64? {
        delayedHead < delayed.count ? delayed[delayedHead] : nil
    }

    func order(_ orderID: Int64) -> ExchangeOrder {
        orders[Int(orderID - Exchange.firstOrderID)]
    }

    /// The order, when the exchange has given this number.
    func knownOrder(_ orderID: Int64) -> ExchangeOrder? {
        let index = orderID - Exchange.firstOrderID
        return index >= 0 && index < orders.count ? orders[Int(index)] : nil
    }

    func member(of session: String) -> String { members[session] ?? session }

    func dropCopySessions(of session: String) -> [String] {
        dropCopies[member(of: session)] ?? []
    }

    func isDropCopy(_ session: String) -> Bool {
        rules.sessions.contains { $0.name == session && $0.kind == .dropCopy }
    }

    var nextOrderID: Int64 { Exchange.firstOrderID + Int64(orders.count) }

    // MARK: State

    /// Changes the state by an event, live or from the journal.
    mutating func apply(_ event: ExchangeEvent) {
        switch event {
        case .opened(let date):
            tradeDate = date
            makerVolume.removeAll()
            for name in sessions.keys { sessions[name]?.forgetClOrdIDs() }
        case .reset(let session):
            sessions[session, default: SessionRecord()].reset()
        case .expected(let session, let next):
            sessions[session, default: SessionRecord()].expect(next)
        case .numbered(let session, let sequence, let messageType, let at):
            sessions[session, default: SessionRecord()].number(
                SessionRecord.Sent(messageType: messageType, at: at, body: nil),
                sequence: sequence)
        case .dispatched(let session, let count, let first, let at):
            sessions[session, default: SessionRecord()].dispatch(
                count: count, firstSequence: first, at: at)
        case .queued(let session, let messageType, let body):
            sessions[session, default: SessionRecord()].enqueue(
                SessionRecord.Waiting(messageType: messageType, body: body))
        case .refused(let session, let clOrdID, _, _):
            refusals += 1
            if sessions[session]?.orderIDs[clOrdID] == nil {
                sessions[session, default: SessionRecord()].use(clOrdID: clOrdID, orderID: 0)
            }
        case .accepted(let order): applyAcceptance(order)
        case .released(let orderID):
            endDelay(orderID)
            rest(orderID)
        case .traded(let trade): applyTrade(trade)
        case .closed(let orderID, let status, let clOrdID, _):
            applyClosing(orderID, status, clOrdID: clOrdID)
        }
    }

    private mutating func applyAcceptance(_ order: ExchangeOrder) {
        orders.append(order)
        orders[orders.count - 1].isDelayed = order.matchAt != nil
        sessions[order.session, default: SessionRecord()].use(
            clOrdID: order.clOrdID, orderID: order.orderID)
        if order.matchAt == nil {
            rest(order.orderID)
        } else {
            delayed.append(order.orderID)
        }
    }

    private mutating func applyTrade(_ trade: ExchangeTrade) {
        nextTradeNumber = trade.number + 1
        for (side, orderID) in [(Side.buy, trade.buyOrderID), (.sell, trade.sellOrderID)] {
            if let orderID {
                fill(orderID, trade)
            } else if let other = trade.buyOrderID ?? trade.sellOrderID {
                makerVolume[side, default: [:]][order(other).instrument.bookKey, default: 0] +=
                    trade.quantity
            }
        }
    }

    private mutating func fill(_ orderID: Int64, _ trade: ExchangeTrade) {
        let index = Int(orderID - Exchange.firstOrderID)
        orders[index].filled += trade.quantity
        orders[index].value += trade.quantity * trade.price.tenThousandths
        if orders[index].filled == orders[index].quantity {
            unrest(orderID)
            orders[index].status = .filled
        } else {
            orders[index].status = .partiallyFilled
        }
    }

    private mutating func applyClosing(_ orderID: Int64, _ status: OrderStatus, clOrdID: String?) {
        unrest(orderID)
        orders[Int(orderID - Exchange.firstOrderID)].status = status
        endDelay(orderID)
        if let clOrdID {
            sessions[order(orderID).session]?.use(clOrdID: clOrdID, orderID: orderID)
        }
    }

    private mutating func endDelay(_ orderID: Int64) {
        orders[Int(orderID - Exchange.firstOrderID)].isDelayed = false
        while let first = firstDelayed, !order(first).isDelayed { delayedHead += 1 }
        if delayedHead * 2 > delayed.count {
            delayed.removeFirst(delayedHead)
            delayedHead = 0
        }
    }

    /// Puts a limit order into its book; a market order never rests.
    private mutating func rest(_ orderID: Int64) {
        let order = order(orderID)
        guard let limit = order.limit, order.status.isOpen else { return }
        books[order.instrument.bookKey, default: OrderBook()].insert(
            OrderBook.Entry(price: limit, orderID: orderID), side: order.side)
    }

    private mutating func unrest(_ orderID: Int64) {
        let order = order(orderID)
        guard let limit = order.limit else { return }
        books[order.instrument.bookKey]?.remove(
            OrderBook.Entry(price: limit, orderID: orderID), side: order.side)
    }
}

extension Instrument {
    /// Names the instrument's book.
    var bookKey: String { "\(exchange)/\(segment)/\(symbol)" }
}
