/// How each event changes the state, live or from the journal.
extension Exchange {
    mutating func apply(_ event: ExchangeEvent) {
        switch event {
        case .opened, .dayClosed, .priced, .seeded, .fault: applyToDay(event)
        case .reset, .renewed, .expected, .numbered, .skipped, .dispatched, .reversed, .queued,
            .ignored:
            applyToSession(event)
        case .refused(let session, let clOrdID, _, _):
            refusals += 1
            if sessions[session]?.orderIDs[clOrdID] == nil {
                sessions[session, default: SessionRecord()].use(clOrdID: clOrdID, orderID: 0)
            }
        case .accepted(let order): applyAcceptance(order)
        case .released(let orderID): applyRelease(orderID)
        case .traded(let trade): applyTrade(trade)
        case .busted(let number, _): applyBust(number)
        case .corrected(let number, let quantity, let price, _):
            applyCorrection(number, quantity, price)
        case .amended(let orderID, let clOrdID, let quantity, let limit, let losesPriority, _):
            applyAmendment(orderID, clOrdID, quantity, limit, losesPriority: losesPriority)
        case .closed(let orderID, let status, let clOrdID, _):
            applyClosing(orderID, status, clOrdID: clOrdID)
        case .purged(let session, _): applyPurge(session)
        }
    }

    private mutating func applyToDay(_ event: ExchangeEvent) {
        switch event {
        case .opened(let date):
            tradeDate = date
            isDayClosed = false
            makerVolume.removeAll()
            prices.removeAll()
            seeded.removeAll()
            for name in sessions.keys { sessions[name]?.forgetClOrdIDs() }
        case .dayClosed: isDayClosed = true
        case .priced(let book, let price, _): prices[book] = price
        case .seeded(let name): seeded.insert(name)
        default: break
        }
    }

    private mutating func applyToSession(_ event: ExchangeEvent) {
        switch event {
        case .reset(let session): sessions[session, default: SessionRecord()].reset()
        case .renewed(let session): sessions[session] = SessionRecord()
        case .expected(let session, let next):
            sessions[session, default: SessionRecord()].expect(next)
        case .numbered(let session, let sequence, let messageType, let at):
            sessions[session, default: SessionRecord()].number(
                SessionRecord.Sent(messageType: messageType, at: at, body: nil),
                sequence: sequence)
        case .skipped(let session, let next, let at):
            sessions[session, default: SessionRecord()].skip(to: next, at: at)
        case .dispatched(let session, let count, let first, let at):
            sessions[session, default: SessionRecord()].dispatch(
                count: count, firstSequence: first, at: at)
        case .reversed(let session, let count): sessions[session]?.reverse(count: count)
        case .queued(let session, let messageType, let body):
            sessions[session, default: SessionRecord()].enqueue(
                SessionRecord.Waiting(messageType: messageType, body: body))
        default: break
        }
    }

    // MARK: Orders

    private func place(_ orderID: Int64) -> Int { Int(orderID - Exchange.firstOrderID) }

    private mutating func applyAcceptance(_ order: ExchangeOrder) {
        orders.append(order)
        orders[orders.count - 1].isDelayed = order.matchAt != nil
        live[order.session, default: []].insert(order.orderID)
        if !order.isHouse {
            sessions[order.session, default: SessionRecord()].use(
                clOrdID: order.clOrdID, orderID: order.orderID)
        }
        if let matchAt = order.matchAt {
            due.insert(DueList.Entry(at: matchAt, orderID: order.orderID))
        } else {
            rest(order.orderID)
            scheduleFill(order.orderID, at: order.acceptedAt)
        }
    }

    private mutating func applyRelease(_ orderID: Int64) {
        orders[place(orderID)].isDelayed = false
        let at = due.first?.at
        if due.first?.orderID == orderID { due.removeFirst() }
        rest(orderID)
        scheduleFill(orderID, at: at ?? 0)
    }

    private mutating func scheduleFill(_ orderID: Int64, at: Int64) {
        let order = order(orderID)
        guard let plan = order.plan, order.planned < plan.count, order.leaves > 0 else { return }
        due.insert(DueList.Entry(at: at, orderID: orderID))
    }

    private mutating func applyAmendment(
        _ orderID: Int64, _ clOrdID: String?, _ quantity: Int64, _ limit: Price?,
        losesPriority: Bool
    ) {
        unrest(orderID)
        let index = place(orderID)
        orders[index].quantity = quantity
        orders[index].limit = limit
        orders[index].amendments += 1
        if losesPriority {
            nextPriority = max(nextPriority, nextOrderID) + 1
            orders[index].priority = nextPriority
        }
        if let clOrdID {
            orders[index].clOrdID = clOrdID
            sessions[orders[index].session]?.use(clOrdID: clOrdID, orderID: orderID)
        }
        if orders[index].filled >= quantity {
            end(orderID, .filled)
        } else if !orders[index].isDelayed {
            rest(orderID)
        }
    }

    private mutating func applyClosing(_ orderID: Int64, _ status: OrderStatus, clOrdID: String?) {
        unrest(orderID)
        end(orderID, status)
        if let clOrdID {
            sessions[order(orderID).session]?.use(clOrdID: clOrdID, orderID: orderID)
        }
    }

    private mutating func applyPurge(_ session: String?) {
        for (owner, orderIDs) in live where session == nil || owner == session {
            for orderID in orderIDs {
                unrest(orderID)
                end(orderID, .cancelled)
                orders[place(orderID)].isPurged = true
            }
        }
    }

    private mutating func end(_ orderID: Int64, _ status: OrderStatus) {
        let index = place(orderID)
        orders[index].status = status
        orders[index].isDelayed = false
        live[orders[index].session]?.remove(orderID)
        while let first = due.first, !order(first.orderID).status.isOpen { due.removeFirst() }
    }

    // MARK: Trades

    private mutating func applyTrade(_ trade: ExchangeTrade) {
        trades.append(trade)
        for (side, orderID) in [(Side.buy, trade.buyOrderID), (.sell, trade.sellOrderID)] {
            if let orderID {
                fill(orderID, trade)
            } else if let other = trade.buyOrderID ?? trade.sellOrderID,
                rules.makerDepthLots != nil || !rules.makerLots.isEmpty
            {
                makerVolume[side, default: [:]][order(other).instrument.bookKey, default: 0] +=
                    trade.quantity
            }
        }
    }

    private mutating func fill(_ orderID: Int64, _ trade: ExchangeTrade) {
        let index = place(orderID)
        orders[index].filled += trade.quantity
        orders[index].value += trade.quantity * trade.price.tenThousandths
        let plan = orders[index].plan
        if let plan {
            orders[index].planned += 1
            if due.first?.orderID == orderID { due.removeFirst() }
            scheduleFill(orderID, at: trade.at + plan.interval)
        }
        if orders[index].filled == orders[index].quantity {
            unrest(orderID)
            end(orderID, .filled)
        } else {
            orders[index].status = .partiallyFilled
        }
    }

    private mutating func applyBust(_ number: Int64) {
        let index = Int(number - Exchange.firstTradeNumber)
        trades[index].isBusted = true
        let trade = trades[index]
        change(trade, filled: -trade.quantity, value: -trade.quantity * trade.price.tenThousandths)
    }

    private mutating func applyCorrection(_ number: Int64, _ quantity: Int64, _ price: Price) {
        let index = Int(number - Exchange.firstTradeNumber)
        let old = trades[index]
        trades[index].quantity = quantity
        trades[index].price = price
        trades[index].corrections += 1
        change(
            trades[index], filled: quantity - old.quantity,
            value: quantity * price.tenThousandths - old.quantity * old.price.tenThousandths)
    }

    /// An open order has more or less left; a filled one that has lost something is over, because
    /// nothing goes back into the book.
    private mutating func change(_ trade: ExchangeTrade, filled: Int64, value: Int64) {
        for orderID in trade.orderIDs {
            let index = place(orderID)
            orders[index].filled += filled
            orders[index].value += value
            let order = orders[index]
            if order.status.isOpen {
                if order.filled >= order.quantity {
                    unrest(orderID)
                    end(orderID, .filled)
                } else {
                    orders[index].status = order.filled > 0 ? .partiallyFilled : .new
                }
            } else if order.status == .filled, order.filled < order.quantity {
                orders[index].status = .cancelled
            } else if !order.isPurged, order.filled >= order.quantity {
                orders[index].status = .filled
            }
        }
    }

    // MARK: Book

    /// Puts a limit order into its book. A market order never rests, a planned one is alone.
    private mutating func rest(_ orderID: Int64) {
        let order = order(orderID)
        guard let limit = order.limit, order.status.isOpen, order.plan == nil else { return }
        books[order.instrument.bookKey, default: OrderBook()].insert(
            OrderBook.Entry(price: limit, priority: order.priority, orderID: orderID),
            side: order.side)
    }

    private mutating func unrest(_ orderID: Int64) {
        let order = order(orderID)
        guard let limit = order.limit, order.plan == nil else { return }
        books[order.instrument.bookKey]?.remove(
            OrderBook.Entry(price: limit, priority: order.priority, orderID: orderID),
            side: order.side)
    }
}
