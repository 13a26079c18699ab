internal import FIX

/// An execution report (35=8) about an order, as the order session and the drop copy both get it.
struct ExecutionReport {
    enum Kind: String {
        case new = "0"
        case doneForDay = "3"
        case cancelled = "4"
        case replaced = "5"
        case restated = "D"
        case expired = "C"
        case trade = "F"
        case correction = "G"
        case bust = "H"
        case status = "I"
    }

    let kind: Kind
    let order: ExchangeOrder
    /// Unique over the exchange's life; `0` for status answers, which are no executions.
    let executionID: String
    let tradeDate: String
    let at: Int64
    var trade: ExchangeTrade?
    /// ExecRefID: the execution that a bust or a correction is about.
    var referenceID: String?
    /// ExecRestatementReason (378).
    var restatementReason: Int64?
    /// The ClOrdID before a replacement, when that is not the order's own.
    var originalClOrdID: String?
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

    func body() -> String {
        var body = FieldText()
        body.add(Tag.orderID, order.orderID)
        body.add(Tag.clOrdID, requestClOrdID ?? order.clOrdID)
        body.add(
            Tag.origClOrdID,
            ifPresent: originalClOrdID ?? requestClOrdID.map { _ in order.clOrdID })
        body.add(Tag.orderStatusReqID, ifPresent: statusRequestID)
        if let massStatus {
            body.add(Tag.massStatusReqID, massStatus.requestID)
            body.add(Tag.totNumReports, Int64(massStatus.total))
            body.add(Tag.lastRptRequested, massStatus.isLast ? "Y" : "N")
        }
        body.add(Tag.execID, executionID)
        body.add(Tag.execRefID, ifPresent: referenceID)
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
        if let restatementReason { body.add(Tag.execRestatementReason, restatementReason) }
        body.add(Tag.text, ifPresent: explanation)
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
