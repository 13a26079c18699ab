internal import FIX

/// Questions about orders (H, AF) and the cancel of all of them (q).
extension Exchange {
    mutating func answerStatus(
        _ message: some MessageFields, from session: String, now: Int64
    ) {
        let requestID = message.text(Tag.orderStatusReqID)
        if let order = find(message, clOrdIDTag: Tag.clOrdID, session: session) {
            return answer(
                order, to: session, clOrdID: message.text(Tag.clOrdID), requestID: requestID,
                now: now)
        }
        let report = RefusalReport(
            clOrdID: message.text(Tag.clOrdID) ?? "", executionID: "0", executionType: "I",
            reason: 5, explanation: "unknown order", tradeDate: tradeDate ?? "", at: now)
        record(.queued(session: session, messageType: "8", body: report.body(request: message)))
    }

    /// The state of an order, as who asks calls it.
    mutating func answer(
        _ order: ExchangeOrder, to session: String, clOrdID: String?, requestID: String?,
        massStatus: ExecutionReport.MassStatus? = nil, now: Int64
    ) {
        var report = ExecutionReport(
            kind: .status, order: order, executionID: "0", tradeDate: tradeDate ?? "", at: now)
        report.statusRequestID = requestID
        report.massStatus = massStatus
        if let clOrdID, clOrdID != order.clOrdID { report.originalClOrdID = clOrdID }
        record(.queued(session: session, messageType: "8", body: report.body()))
    }

    /// Answers for every live order of the session; when there is none, one report says so.
    mutating func answerMassStatus(
        _ message: some MessageFields, from session: String, now: Int64
    ) {
        guard message.text(Tag.massStatusReqType) == "7" else {
            return refuse(
                message, session,
                "only the status of all orders is served: \(Tag.massStatusReqType)", code: 3)
        }
        let requestID = message.text(Tag.massStatusReqID) ?? ""
        let known = liveOrders(of: session)
        guard !known.isEmpty else {
            let report = RefusalReport(
                clOrdID: requestID, executionID: "0", executionType: "I", reason: 5,
                explanation: "no orders", tradeDate: tradeDate ?? "", at: now)
            return record(
                .queued(session: session, messageType: "8", body: report.body(request: message)))
        }
        for (index, order) in known.enumerated() {
            answer(
                order, to: session, clOrdID: nil, requestID: nil,
                massStatus: ExecutionReport.MassStatus(
                    requestID: requestID, total: known.count, isLast: index == known.count - 1),
                now: now)
        }
    }

    /// Cancels the session's live orders: all (530=7) or those of one instrument (530=1).
    mutating func cancelAll(_ message: some MessageFields, from session: String, now: Int64) {
        let clOrdID = message.text(Tag.clOrdID) ?? ""
        var orders = liveOrders(of: session)
        switch message.text(Tag.massCancelRequestType) {
        case "7": break
        case "1":
            let symbol = message.text(Tag.symbol)
            let token = message.text(Tag.securityID)
            guard
                instruments.find(token: token, symbol: symbol, exchange: nil) != nil
                    || orders.contains(where: { $0.instrument.symbol == symbol })
            else {
                return reportMassCancel(
                    message, session, response: "0", refusal: 1, count: 0, "unknown symbol", now)
            }
            orders.removeAll {
                symbol != nil && $0.instrument.symbol != symbol
                    || token != nil && $0.instrument.token != token
            }
        default:
            return reportMassCancel(
                message, session, response: "0", refusal: 0, count: 0,
                "only the cancel of all orders or of one instrument is served", now)
        }
        guard sessions[session]?.orderIDs[clOrdID] == nil else {
            return reportMassCancel(
                message, session, response: "0", refusal: 99, count: 0, "duplicate ClOrdID", now)
        }
        reportMassCancel(
            message, session, response: message.text(Tag.massCancelRequestType) ?? "",
            refusal: nil, count: orders.count, nil, now)
        for order in orders {
            close(
                order.orderID, .cancelled, clOrdID: nil, tradeDate: tradeDate ?? "", at: now,
                explanation: "mass cancel")
        }
    }

    /// Order mass cancel report (35=r). The cancels follow one by one, under each order's own
    /// ClOrdID.
    private mutating func reportMassCancel(
        _ message: some MessageFields, _ session: String, response: String, refusal: Int64?,
        count: Int, _ explanation: String?, _ now: Int64
    ) {
        var body = FieldText()
        body.add(Tag.clOrdID, ifPresent: message.text(Tag.clOrdID))
        body.add(Tag.orderID, "M\(now)-\(message.sequence)")
        body.add(Tag.massCancelRequestType, ifPresent: message.text(Tag.massCancelRequestType))
        body.add(Tag.massCancelResponse, response)
        if let refusal { body.add(MassCancelTag.rejectReason, refusal) }
        body.add(MassCancelTag.totalAffectedOrders, Int64(count))
        for tag in [Tag.symbol, Tag.securityID, Tag.securityIDSource, Tag.securityExchange] {
            body.add(tag, ifPresent: message.text(tag))
        }
        body.add(Tag.transactTime, time: now)
        body.add(Tag.text, ifPresent: explanation)
        record(
            .queued(
                session: session, messageType: MessageType.orderMassCancelReport, body: body.text))
    }

    private enum MassCancelTag {
        static let rejectReason = 532
        static let totalAffectedOrders = 533
    }
}
