import FoundationEssentials

/// What an exchange's journal says happened: the truth that a checker holds against a desk. It is
/// read from the journal's lines alone, not by the engine that wrote them.
public struct ExchangeRecord: Sendable, Equatable {
    /// An order's name: its session (`client/exchange`) and the ClOrdID it was accepted with.
    public struct Name: Sendable, Hashable {
        public let session: String
        public let clOrdID: String
        /// ClOrdIDs are good for one order a session and trading day.
        public let tradeDate: String
    }

    public enum State: String, Sendable {
        case open, filled, cancelled, expired, doneForDay, purged
    }

    public struct Order: Sendable, Equatable {
        public let orderID: Int64
        public let name: Name
        /// Every ClOrdID it has had, the first one first; a cancel request's is not one of them.
        public var clOrdIDs: [String]
        public let account: String?
        public let exchange: String
        public let segment: String
        public let token: String
        public let symbol: String
        public let isBuy: Bool
        public var quantity: Int64
        public var limit: Price?
        /// Microseconds since 1970, UTC, as all times here.
        public let acceptedAt: Int64
        /// Busted trades not counted, corrections counted.
        public var cumulative: Int64 = 0
        public var state = State.open
        public var endedAt: Int64?

        /// What may still trade.
        public var leaves: Int64 { state == .open ? quantity - cumulative : 0 }
    }

    public struct Trade: Sendable, Equatable {
        public let number: Int64
        public let tradeDate: String
        /// Nil where the market maker or the script's liquidity was that side.
        public let buyOrderID: Int64?
        public let sellOrderID: Int64?
        public var quantity: Int64
        public var price: Price
        public let at: Int64
        public var isBusted = false
        public var corrections = 0
    }

    public struct Refusal: Sendable, Equatable {
        public let name: Name
        public let reason: String
        public let at: Int64
    }

    /// A message that was taken and forgotten, as a script wanted.
    public struct Ignored: Sendable, Equatable {
        public let name: Name
        public let messageType: String
        public let at: Int64
    }

    public internal(set) var orders: [Int64: Order] = [:]
    public internal(set) var trades: [Int64: Trade] = [:]
    public internal(set) var refusals: [Refusal] = []
    public internal(set) var ignored: [Ignored] = []
    /// Times of purges, with the session when it was one's only.
    public internal(set) var purges: [(at: Int64, session: String?)] = []
    /// Names that two orders have: always empty, or the exchange itself is wrong.
    public internal(set) var acceptedTwice: [Name] = []
    private var byName: [Name: Int64] = [:]
    private var byClOrdID: [Name: Int64] = [:]
    private var tradeDate = ""
    /// Orders of the script's liquidity, which are nobody's.
    private var house: Set<Int64> = []

    /// Reads the whole transactions of a journal, also while the exchange writes it.
    public static func read(path: String) throws -> ExchangeRecord {
        let data = try Data(contentsOf: URL(filePath: path))
        var record = ExchangeRecord()
        _ = try Journal.parse([UInt8](data)) { record.add($0) }
        return record
    }

    /// By the name it was accepted with, or by a replacement's.
    public func order(session: String, clOrdID: String, tradeDate: String) -> Order? {
        let name = Name(session: session, clOrdID: clOrdID, tradeDate: tradeDate)
        return (byName[name] ?? byClOrdID[name]).flatMap { orders[$0] }
    }

    public static func == (left: ExchangeRecord, right: ExchangeRecord) -> Bool {
        left.orders == right.orders && left.trades == right.trades
            && left.refusals == right.refusals && left.ignored == right.ignored
    }

    mutating func add(_ event: ExchangeEvent) {
        switch event {
        case .opened(let date): tradeDate = date
        case .accepted(let order): accept(order)
        case .refused(let session, let clOrdID, let reason, let at):
            refusals.append(Refusal(name: name(session, clOrdID), reason: reason, at: at))
        case .ignored(let session, let type, let clOrdID, let at):
            ignored.append(Ignored(name: name(session, clOrdID), messageType: type, at: at))
        case .traded(let trade): add(trade)
        case .busted(let number, let at):
            guard let trade = trades[number] else { return }
            trades[number]?.isBusted = true
            change(trade, by: -trade.quantity, at: at)
        case .corrected(let number, let quantity, let price, let at):
            guard let trade = trades[number] else { return }
            trades[number]?.quantity = quantity
            trades[number]?.price = price
            trades[number]?.corrections += 1
            change(trade, by: quantity - trade.quantity, at: at)
        case .amended(let orderID, let clOrdID, let quantity, let limit, _, let at):
            amend(orderID, clOrdID, quantity, limit, at: at)
        case .closed(let orderID, let status, _, let at): end(orderID, State(status), at: at)
        case .purged(let session, let at):
            purges.append((at, session))
            for (orderID, order) in orders where order.state == .open {
                if session == nil || order.name.session == session {
                    end(orderID, .purged, at: at)
                }
            }
        default: break
        }
    }

    private func name(_ session: String, _ clOrdID: String) -> Name {
        Name(session: session, clOrdID: clOrdID, tradeDate: tradeDate)
    }

    private mutating func accept(_ order: ExchangeOrder) {
        guard !order.isHouse else {
            house.insert(order.orderID)
            return
        }
        let name = name(order.session, order.clOrdID)
        if byName.updateValue(order.orderID, forKey: name) != nil { acceptedTwice.append(name) }
        orders[order.orderID] = Order(
            orderID: order.orderID, name: name, clOrdIDs: [order.clOrdID],
            account: order.account, exchange: order.instrument.exchange,
            segment: order.instrument.segment, token: order.instrument.token,
            symbol: order.instrument.symbol, isBuy: order.side == .buy,
            quantity: order.quantity, limit: order.limit, acceptedAt: order.acceptedAt)
    }

    private mutating func add(_ trade: ExchangeTrade) {
        let buyer = trade.buyOrderID.flatMap { house.contains($0) ? nil : $0 }
        let seller = trade.sellOrderID.flatMap { house.contains($0) ? nil : $0 }
        let entry = Trade(
            number: trade.number, tradeDate: tradeDate, buyOrderID: buyer, sellOrderID: seller,
            quantity: trade.quantity, price: trade.price, at: trade.at)
        trades[trade.number] = entry
        change(entry, by: trade.quantity, at: trade.at)
    }

    private mutating func change(_ trade: Trade, by quantity: Int64, at: Int64) {
        for orderID in [trade.buyOrderID, trade.sellOrderID].compactMap({ $0 }) {
            orders[orderID]?.cumulative += quantity
            guard let order = orders[orderID] else { continue }
            if order.state == .open, order.cumulative >= order.quantity {
                end(orderID, .filled, at: at)
            } else if order.state == .filled, order.cumulative < order.quantity {
                orders[orderID]?.state = .cancelled
            } else if order.state != .open, order.state != .purged,
                order.cumulative >= order.quantity
            {
                orders[orderID]?.state = .filled
            }
        }
    }

    private mutating func amend(
        _ orderID: Int64, _ clOrdID: String?, _ quantity: Int64, _ limit: Price?, at: Int64
    ) {
        guard let order = orders[orderID] else { return }
        orders[orderID]?.quantity = quantity
        orders[orderID]?.limit = limit
        if let clOrdID {
            orders[orderID]?.clOrdIDs.append(clOrdID)
            byClOrdID[name(order.name.session, clOrdID)] = orderID
        }
        if order.cumulative >= quantity { end(orderID, .filled, at: at) }
    }

    private mutating func end(_ orderID: Int64, _ state: State, at: Int64) {
        orders[orderID]?.state = state
        orders[orderID]?.endedAt = at
    }
}

extension ExchangeRecord.State {
    fileprivate init(_ status: OrderStatus) {
        switch status {
        case .expired: self = .expired
        case .doneForDay: self = .doneForDay
        case .filled: self = .filled
        default: self = .cancelled
        }
    }
}
