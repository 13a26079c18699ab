internal import FIX

/// Who hears of what happens to an order.
extension Exchange {
    /// Ends an order that is not filled, and reports it.
    mutating func close(
        _ orderID: Int64, _ status: OrderStatus, clOrdID: String?, requester: String? = nil,
        tradeDate: String, at: Int64, explanation: String? = nil
    ) {
        record(.closed(orderID: orderID, status: status, clOrdID: clOrdID, at: at))
        let kind: ExecutionReport.Kind =
            switch status {
            case .expired: .expired
            case .doneForDay: .doneForDay
            default: .cancelled
            }
        var report = ExecutionReport(
            kind: kind, order: order(orderID), executionID: "C\(orderID)", tradeDate: tradeDate,
            at: at)
        report.requestClOrdID = clOrdID
        report.explanation = explanation
        self.report(report, requester: requester)
    }

    /// Queues a report for the order's session, for who asked when that is another one (the
    /// order's own session then hears of it unasked), and for the member's drop copies.
    mutating func report(_ report: ExecutionReport, requester: String? = nil) {
        guard !report.order.isHouse else { return }
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
        copy("8", body, of: own)
    }

    /// Queues the same for the member's drop copies, marked as a copy.
    mutating func copy(_ messageType: String, _ body: String, of session: String) {
        let sessions = dropCopySessions(of: session)
        guard !sessions.isEmpty else { return }
        let copy = body + "\(Tag.copyMsgIndicator)=Y\u{1}"
        for session in sessions {
            record(.queued(session: session, messageType: messageType, body: copy))
        }
    }

    /// Every live order that is not the house's, oldest first.
    func liveOrders(of session: String? = nil) -> [ExchangeOrder] {
        let orderIDs =
            session.map { Array(live[$0] ?? []) }
            ?? live.filter { $0.key != ExchangeOrder.house }.values.flatMap { $0 }
        return orderIDs.sorted().map { order($0) }
    }

    /// The day is over for every order.
    mutating func expireAll(tradeDate: String, now: Int64) {
        for orderID in (live[ExchangeOrder.house] ?? []).sorted() {
            record(.closed(orderID: orderID, status: .expired, clOrdID: nil, at: now))
        }
        for order in liveOrders() {
            close(order.orderID, .expired, clOrdID: nil, tradeDate: tradeDate, at: now)
        }
    }
}
