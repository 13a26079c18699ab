internal import FIX

/// What the exchange does of its own accord: busts, corrections, restatements, cancels nobody
/// asked for, the close, the purge, and the market maker's moves.
extension Exchange {
    /// Why the exchange cannot do what it was told.
    struct Refusal: Error, Equatable, CustomStringConvertible {
        let description: String

        init(_ description: String) { self.description = description }
    }

    /// What made a rule fire: "this" in its action.
    struct Subject: Sendable, Equatable {
        var orderID: Int64?
        var tradeNumber: Int64?
    }

    /// Carries out an action on the exchange itself; says what was done.
    mutating func perform(
        _ action: ExchangeAction, subject: Subject = Subject(), now: Int64
    ) throws(Refusal) -> String {
        openDay(now: now)
        switch action {
        case .bust(let name): return try bust(trade(named: name, subject), now: now)
        case .correct(let name, let quantity, let price):
            return try correct(trade(named: name, subject), quantity, price, now: now)
        case .cancel(let name):
            return try end(name, subject, .cancelled, "cancelled by the exchange", now: now)
        case .expire(let name): return try end(name, subject, .expired, nil, now: now)
        case .finish(let name): return try end(name, subject, .doneForDay, nil, now: now)
        case .restate(let name, let quantity, let price):
            return try restate(name, subject, quantity, price, now: now)
        case .purge(let pattern): return purge(pattern, now: now)
        case .closeDay:
            let count = liveOrders().count
            expireAll(tradeDate: tradeDate ?? "", now: now)
            record(.dayClosed(at: now))
            return "closed, \(count) orders expired"
        case .move, .offer, .withdraw: return try quote(action, now: now)
        default: throw Refusal("not an action of the exchange itself")
        }
    }

    // MARK: Trades

    private func trade(
        named name: ExchangeAction.TradeName, _ subject: Subject
    ) throws(Refusal) -> ExchangeTrade {
        let number: Int64? =
            switch name {
            case .number(let number) where number < Exchange.firstTradeNumber:
                Exchange.firstTradeNumber + number - 1
            case .number(let number): number
            case .last: nextTradeNumber - 1
            case .this: subject.tradeNumber
            }
        guard let number, let trade = trade(number) else { throw Refusal("no such trade") }
        guard !trade.isBusted else { throw Refusal("trade \(number) is busted already") }
        return trade
    }

    private mutating func bust(_ trade: ExchangeTrade, now: Int64) throws(Refusal) -> String {
        record(.busted(number: trade.number, at: now))
        for orderID in trade.orderIDs {
            reportChange(
                trade, trade, of: orderID, kind: .bust, "B\(trade.number)-\(orderID)", now)
        }
        return "busted trade \(trade.number)"
    }

    private mutating func correct(
        _ trade: ExchangeTrade, _ quantity: Int64?, _ price: Price?, now: Int64
    ) throws(Refusal) -> String {
        let quantity = quantity ?? trade.quantity
        let price = price ?? trade.price
        for orderID in trade.orderIDs {
            let order = order(orderID)
            guard quantity > 0, order.filled - trade.quantity + quantity <= order.quantity else {
                throw Refusal("order \(orderID) cannot have traded \(quantity) in that trade")
            }
        }
        record(.corrected(number: trade.number, quantity: quantity, price: price, at: now))
        guard let after = self.trade(trade.number) else { throw Refusal("no such trade") }
        for orderID in trade.orderIDs {
            reportChange(
                after, trade, of: orderID, kind: .correction, after.executionID(of: orderID), now)
        }
        return "corrected trade \(trade.number) to \(quantity)@\(price)"
    }

    private mutating func reportChange(
        _ trade: ExchangeTrade, _ before: ExchangeTrade, of orderID: Int64,
        kind: ExecutionReport.Kind, _ executionID: String, _ now: Int64
    ) {
        var report = ExecutionReport(
            kind: kind, order: order(orderID), executionID: executionID,
            tradeDate: tradeDate ?? "", at: now, trade: trade)
        report.referenceID = before.executionID(of: orderID)
        self.report(report)
    }

    // MARK: Orders

    private func orders(
        named name: ExchangeAction.OrderName, _ subject: Subject
    ) throws(Refusal) -> [ExchangeOrder] {
        let found: [ExchangeOrder]
        switch name {
        case .all: return liveOrders()
        case .this: found = subject.orderID.flatMap { knownOrder($0) }.map { [$0] } ?? []
        case .last: found = orders.last { !$0.isHouse && !$0.isPurged }.map { [$0] } ?? []
        case .named(let text):
            if let number = Int64(text), let order = knownOrder(number) {
                found = [order]
            } else {
                let orderIDs = sessions.values.compactMap { $0.orderIDs[text] }
                found = Set(orderIDs).compactMap { knownOrder($0) }
            }
        }
        guard let order = found.first else { throw Refusal("no such order") }
        guard found.count == 1 else {
            throw Refusal("several sessions have an order of this name: say its OrderID")
        }
        guard order.status.isOpen else { throw Refusal("order \(order.orderID) is not open") }
        return found
    }

    private mutating func end(
        _ name: ExchangeAction.OrderName, _ subject: Subject, _ status: OrderStatus,
        _ explanation: String?, now: Int64
    ) throws(Refusal) -> String {
        let orders = try orders(named: name, subject)
        for order in orders {
            close(
                order.orderID, status, clOrdID: nil, tradeDate: tradeDate ?? "", at: now,
                explanation: explanation)
        }
        return "ended \(orders.count) orders"
    }

    /// ExecRestatementReason (378): 3 the price, 5 the quantity was changed by the exchange.
    private mutating func restate(
        _ name: ExchangeAction.OrderName, _ subject: Subject, _ quantity: Int64?, _ price: Price?,
        now: Int64
    ) throws(Refusal) -> String {
        for order in try orders(named: name, subject) {
            let quantity = quantity ?? order.quantity
            guard quantity >= max(order.filled, 1) else {
                throw Refusal("order \(order.orderID) has traded \(order.filled)")
            }
            guard price == nil || order.limit != nil else {
                throw Refusal("order \(order.orderID) has no price")
            }
            amend(
                order, nil, quantity, price ?? order.limit,
                restatementReason: price != nil ? 3 : 5, now: now)
        }
        return "restated"
    }

    private mutating func purge(_ pattern: NamePattern, now: Int64) -> String {
        let orders = liveOrders().filter { pattern.matches($0.session) }
        let named: [String?] = Set(orders.map(\.session)).sorted()
        for session in pattern == .any ? [nil] : named {
            record(.purged(session: session, at: now))
        }
        return "purged \(orders.count) orders"
    }

    // MARK: Market

    private mutating func quote(
        _ action: ExchangeAction, now: Int64
    ) throws(Refusal) -> String {
        switch action {
        case .move(let symbol, let price):
            let found = try instruments(named: symbol)
            for instrument in found {
                record(.priced(book: instrument.bookKey, price: price, at: now))
                matchResting(instrument.bookKey, now: now)
            }
            return "moved \(found.count) instruments to \(price)"
        case .offer(let symbol, let side, let levels):
            for instrument in try instruments(named: symbol) {
                for level in levels { offer(instrument, side, level, now: now) }
            }
            return "offered \(levels.count) levels"
        case .withdraw(let symbol):
            let found = Set(try instruments(named: symbol).map(\.bookKey))
            let offers = (live[ExchangeOrder.house] ?? []).sorted()
                .filter { found.contains(order($0).instrument.bookKey) }
            for orderID in offers {
                record(.closed(orderID: orderID, status: .cancelled, clOrdID: nil, at: now))
            }
            return "withdrew \(offers.count) levels"
        default: throw Refusal("not an action of the market")
        }
    }

    private func instruments(named pattern: NamePattern) throws(Refusal) -> [Instrument] {
        let found = instruments.matching(pattern)
        guard !found.isEmpty else { throw Refusal("no instrument is called \(pattern.text)") }
        return found
    }

    /// Puts an order of the house into the book.
    private mutating func offer(
        _ instrument: Instrument, _ side: Side, _ level: ExchangeAction.Level, now: Int64
    ) {
        let order = ExchangeOrder(
            orderID: nextOrderID, session: ExchangeOrder.house, clOrdID: "\(nextOrderID)",
            account: nil, instrument: instrument, side: side, kind: .limit, timeInForce: .day,
            quantity: level.quantity, limit: level.price, acceptedAt: now, matchAt: nil)
        record(.accepted(order))
        match(order.orderID, now: now)
    }

    /// Puts a script's opening liquidity into the books, once a day whatever restarts.
    mutating func seed(_ books: [FaultScript.Book], now: Int64) throws(Refusal) {
        openDay(now: now)
        for book in books where !seeded.contains(book.text) {
            record(.seeded(name: book.text))
            _ = try quote(
                .offer(symbol: book.symbol, side: book.side, levels: book.levels), now: now)
        }
    }
}
