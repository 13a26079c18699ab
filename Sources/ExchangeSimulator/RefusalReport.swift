internal import FIX

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

    func body(request: some MessageFields) -> String {
        var body = FieldText()
        body.add(Tag.orderID, "NONE")
        body.add(Tag.clOrdID, clOrdID)
        for tag in [Tag.orderStatusReqID, Tag.massStatusReqID] {
            body.add(tag, ifPresent: request.text(tag))
        }
        if request.text(Tag.massStatusReqID) != nil {
            body.add(Tag.totNumReports, "0")
            body.add(Tag.lastRptRequested, "Y")
        }
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
        return body.text
    }
}
