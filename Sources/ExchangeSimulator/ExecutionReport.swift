internal import FIX

/// An execution report (35=8) about an order, as the order session and the drop copy both get it.
struct ExecutionReport {
    enum Kind: String {
        case new = "0"
        case cancelled = "4"
        case expired = "C"
        case trade = "F"
        case status = "I"
    }

    let kind: Kind
    let order: ExchangeOrder
    /// Unique over the exchange's life; `0` for status answers, which are no executions.
    let executionID: String
    let tradeDate: String
    let at: Int64
    var trade: ExchangeTrade?
    /// The cancel request's ClOrdID, when this answers one.
    var requestClOrdID: String?
    var statusRequestID: String?
    var massStatus: MassStatus?
    var explanation: String?

    /// Place of a report in the answer to a mass status request.
    struct MassStatus {
        let requestID: String
        let total: Int
        let isLast: Bool
    }

    func body(isDropCopy: Bool = false) -> String {
        var body = FieldText()
        body.add(Tag.orderID, order.orderID)
        body.add(Tag.clOrdID, requestClOrdID ?? order.clOrdID)
        body.add(Tag.origClOrdID, ifPresent: requestClOrdID.map { _ in order.clOrdID })
        body.add(Tag.orderStatusReqID, ifPresent: statusRequestID)
        if let massStatus {
            body.add(Tag.massStatusReqID, massStatus.requestID)
            body.add(Tag.totNumReports, Int64(massStatus.total))
            body.add(Tag.lastRptRequested, massStatus.isLast ? "Y" : "N")
        }
        body.add(Tag.execID, executionID)
        body.add(Tag.execType, kind.rawValue)
        body.add(Tag.ordStatus, order.status.rawValue)
        body.add(Tag.account, ifPresent: order.account)
        body.add(Tag.symbol, order.instrument.symbol)
        if !order.instrument.token.isEmpty {
            body.add(Tag.securityID, order.instrument.token)
            body.add(Tag.securityIDSource, "8")
        }
        body.add(Tag.securityExchange, order.instrument.exchange)
        body.add(Tag.side, order.side.rawValue)
        body.add(Tag.orderQty, order.quantity)
        body.add(Tag.ordType, order.kind.rawValue)
        body.add(Tag.price, ifPresent: order.limit?.description)
        body.add(Tag.timeInForce, order.timeInForce.rawValue)
        appendAmounts(to: &body)
        body.add(Tag.transactTime, time: at)
        body.add(Tag.tradeDate, tradeDate)
        body.add(Tag.text, ifPresent: explanation)
        if isDropCopy { body.add(Tag.copyMsgIndicator, "Y") }
        return body.text
    }

    private func appendAmounts(to body: inout FieldText) {
        if let trade {
            body.add(Tag.lastQty, trade.quantity)
            body.add(Tag.lastPx, trade.price)
            body.add(Tag.tradeID, trade.number)
        }
        body.add(Tag.leavesQty, order.leaves)
        body.add(Tag.cumQty, order.filled)
        body.add(Tag.avgPx, order.averagePrice)
    }
}

/// An execution report that refuses an order or a status request: nothing is known but the request.
struct RefusalReport {
    let clOrdID: String
    let executionID: String
    /// `8` for a refused order, `I` for a status request about an unknown one.
    let executionType: String
    /// OrdRejReason (tag 103).
    let reason: Int64
    let explanation: String
    let tradeDate: String
    let at: Int64

    func body(request: some MessageFields, isDropCopy: Bool = false) -> String {
        var body = FieldText()
        body.add(Tag.orderID, "NONE")
        body.add(Tag.clOrdID, clOrdID)
        for tag in [Tag.orderStatusReqID, Tag.massStatusReqID] {
            body.add(tag, ifPresent: request.text(tag))
        }
        if request.text(Tag.massStatusReqID) != nil { body.add(Tag.totNumReports, "0") }
        body.add(Tag.execID, executionID)
        body.add(Tag.execType, executionType)
        body.add(Tag.ordStatus, OrderStatus.rejected.rawValue)
        body.add(Tag.ordRejReason, reason)
        for tag in [
            Tag.account, Tag.symbol, Tag.securityID, Tag.securityIDSource, Tag.securityExchange,
            Tag.side, Tag.orderQty, Tag.ordType, Tag.price, Tag.timeInForce,
        ] {
            body.add(tag, ifPresent: request.text(tag))
        }
        body.add(Tag.leavesQty, 0)
        body.add(Tag.cumQty, 0)
        body.add(Tag.avgPx, "0.00")
        body.add(Tag.transactTime, time: at)
        body.add(Tag.tradeDate, tradeDate)
        body.add(Tag.text, explanation)
        if isDropCopy { body.add(Tag.copyMsgIndicator, "Y") }
        return body.text
    }
}
