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
        cancelRest(orderID, now)
    }

    /// Ends what may not wait: the rest of a market order that met no script, and of an IOC.
    private mutating func cancelRest(_ orderID: Int64, _ now: Int64) {
        let rest = order(orderID)
        guard rest.plan == nil || rest.timeInForce == .immediateOrCancel else { return }
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
        let resting = books[key]?.best(taker.side.opposite)
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
        guard !taker.isHouse else { return nil }
        let price = makerPrice(of: instrument)
        let special = rules.makerLots.isEmpty ? nil : rules.makerLots[instrument.bookKey]
        guard let lots = special ?? rules.makerDepthLots else {
            return Offer(orderID: nil, price: price, quantity: taker.leaves)
        }
        let side = taker.side.opposite
        let done = makerVolume[side]?[instrument.bookKey] ?? 0
        let left = lots * instrument.lotSize - done
        return left > 0
            ? Offer(orderID: nil, price: price, quantity: left) : nil
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
                kind: .trade, order: order(orderID),
                executionID: trade.executionID(of: orderID),
                tradeDate: tradeDate ?? "", at: trade.at, trade: trade))
    }

    // MARK: By script

    /// The next fill of an order that a script fills, with the market maker. It comes whatever
    /// the market says, but never at a worse price than the order's own.
    mutating func fillPlanned(_ orderID: Int64, now: Int64) {
        let order = order(orderID)
        guard
            let size = order.plan?.size(
                order.planned, quantity: order.quantity, leaves: order.leaves,
                lot: order.instrument.lotSize)
        else { return }
        let market = makerPrice(of: order.instrument)
        let price = order.accepts(market) ? market : order.limit ?? market
        let trade = ExchangeTrade(
            number: nextTradeNumber, buyOrderID: order.side == .buy ? orderID : nil,
            sellOrderID: order.side == .sell ? orderID : nil, quantity: size, price: price,
            at: now)
        record(.traded(trade))
        reportTrade(trade, of: orderID)
        let after = self.order(orderID)
        if after.leaves > 0, after.planned >= after.plan?.count ?? 0 { cancelRest(orderID, now) }
    }

    /// Matches what rests against the market maker after its price has moved.
    mutating func matchResting(_ book: String, now: Int64) {
        for side in [Side.buy, .sell] {
            for entry in books[book]?.entries(side) ?? [] {
                let resting = order(entry.orderID)
                guard resting.status.isOpen, !resting.isHouse else { continue }
                guard resting.accepts(makerPrice(of: resting.instrument)) else { break }
                match(entry.orderID, now: now)
            }
        }
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
}

extension Exchange.Offer {
    /// Whether a taker on `side` gets a strictly better price here.
    func isBetter(than other: Price, for side: Side) -> Bool {
        side == .buy ? price < other : price > other
    }
}
