/// Price-time matching: the best resting order first, the market maker behind members at one price.
extension Exchange {
    /// Most trades one fill by the market maker is split into.
    static let maximumParts: UInt64 = 4

    /// Trades an order against the book and the market maker; what may not rest is cancelled.
    mutating func match(_ orderID: Int64, now: Int64) {
        while order(orderID).leaves > 0 {
            let taker = order(orderID)
            guard let offer = bestOffer(for: taker) else { break }
            let quantity = min(taker.leaves, offer.quantity)
            trade(taker, offer, quantity: quantity, now: now)
        }
        let rest = order(orderID)
        guard rest.leaves > 0, rest.kind == .market || rest.timeInForce == .immediateOrCancel
        else { return }
        close(
            orderID, .cancelled, clOrdID: nil, tradeDate: tradeDate ?? "", at: now,
            explanation: "nothing left to trade with")
    }

    /// What an order could trade with next. `orderID` nil: the market maker.
    struct Offer {
        let orderID: Int64?
        let price: Price
        let quantity: Int64
    }

    private func bestOffer(for taker: ExchangeOrder) -> Offer? {
        let key = taker.instrument.bookKey
        let resting = books[key]?.best(taker.side == .buy ? .sell : .buy)
        let maker = makerOffer(for: taker)
        let best: Offer?
        if let resting, maker.map({ !$0.isBetter(than: resting.price, for: taker.side) }) ?? true {
            best = Offer(
                orderID: resting.orderID, price: resting.price,
                quantity: order(resting.orderID).leaves)
        } else {
            best = maker
        }
        guard let best, taker.accepts(best.price) else { return nil }
        return best
    }

    private func makerOffer(for taker: ExchangeOrder) -> Offer? {
        let instrument = taker.instrument
        guard let lots = rules.makerDepthLots else {
            return Offer(orderID: nil, price: instrument.reference, quantity: taker.leaves)
        }
        let side: Side = taker.side == .buy ? .sell : .buy
        let done = makerVolume[side]?[instrument.bookKey] ?? 0
        let left = lots * instrument.lotSize - done
        return left > 0
            ? Offer(orderID: nil, price: instrument.reference, quantity: left) : nil
    }

    /// One trade, or several when the market maker's fills are split.
    private mutating func trade(
        _ taker: ExchangeOrder, _ offer: Offer, quantity: Int64, now: Int64
    ) {
        var parts = [quantity]
        if offer.orderID == nil, let seed = rules.partialFillSeed {
            parts = Exchange.parts(
                of: quantity, lot: taker.instrument.lotSize,
                seed: seed &+ UInt64(nextTradeNumber))
        }
        for part in parts {
            let trade = ExchangeTrade(
                number: nextTradeNumber,
                buyOrderID: taker.side == .buy ? taker.orderID : offer.orderID,
                sellOrderID: taker.side == .sell ? taker.orderID : offer.orderID,
                quantity: part, price: offer.price, at: now)
            record(.traded(trade))
            for orderID in [trade.buyOrderID, trade.sellOrderID] {
                if let orderID { reportTrade(trade, of: orderID) }
            }
        }
    }

    private mutating func reportTrade(_ trade: ExchangeTrade, of orderID: Int64) {
        report(
            ExecutionReport(
                kind: .trade, order: order(orderID), executionID: "T\(trade.number)-\(orderID)",
                tradeDate: tradeDate ?? "", at: trade.at, trade: trade))
    }

    /// Splits a quantity into up to `maximumParts` multiples of the lot, the same way for a seed.
    static func parts(of quantity: Int64, lot: Int64, seed: UInt64) -> [Int64] {
        var random = SplitMix64(state: seed)
        var lots = quantity / lot
        var wanted = Int64(1 + random.next() % maximumParts)
        var parts: [Int64] = []
        while wanted > 1, lots > 1 {
            let take = 1 + Int64(random.next() % UInt64(lots - 1))
            parts.append(take * lot)
            lots -= take
            wanted -= 1
        }
        let done = parts.reduce(0, +)
        if quantity > done { parts.append(quantity - done) }
        return parts
    }

    /// Ends an order that is not filled, and reports it.
    mutating func close(
        _ orderID: Int64, _ status: OrderStatus, clOrdID: String?, requester: String? = nil,
        tradeDate: String, at: Int64, explanation: String? = nil
    ) {
        record(.closed(orderID: orderID, status: status, clOrdID: clOrdID, at: at))
        var report = ExecutionReport(
            kind: status == .expired ? .expired : .cancelled, order: order(orderID),
            executionID: "C\(orderID)", tradeDate: tradeDate, at: at)
        report.requestClOrdID = clOrdID
        report.explanation = explanation
        self.report(report, requester: requester)
    }

    /// Queues a report for the order's session, for who asked when that is another one (the
    /// order's own session then hears of it unasked), and for the member's drop copies.
    mutating func report(_ report: ExecutionReport, requester: String? = nil) {
        let own = report.order.session
        let body = report.body()
        if let requester, requester != own {
            record(.queued(session: requester, messageType: "8", body: body))
            var unasked = report
            unasked.requestClOrdID = nil
            record(.queued(session: own, messageType: "8", body: unasked.body()))
        } else {
            record(.queued(session: own, messageType: "8", body: body))
        }
        for session in dropCopySessions(of: own) {
            record(
                .queued(session: session, messageType: "8", body: report.body(isDropCopy: true)))
        }
    }
}

extension Exchange.Offer {
    /// Whether a taker on `side` gets a strictly better price here.
    func isBetter(than other: Price, for side: Side) -> Bool {
        side == .buy ? price < other : price > other
    }
}

extension ExchangeOrder {
    func accepts(_ price: Price) -> Bool {
        guard let limit else { return true }
        return side == .buy ? price <= limit : price >= limit
    }
}

/// A small reproducible generator (SplitMix64).
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
