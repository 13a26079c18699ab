internal import FIX

/// Cancels (F) and replacements (G).
extension Exchange {
    /// CxlRejReason (102).
    enum ChangeRefusal {
        static let tooLate: Int64 = 0
        static let unknownOrder: Int64 = 1
        static let exchangeOption: Int64 = 2
        static let duplicateClOrdID: Int64 = 6
        static let other: Int64 = 99
    }

    mutating func cancel(
        _ message: some MessageFields, from session: String, _ treatment: OrderTreatment,
        now: Int64
    ) {
        guard let order = changeable(message, session, treatment, verb: "cancel", now) else {
            return
        }
        close(
            order.orderID, .cancelled, clOrdID: message.text(Tag.clOrdID), requester: session,
            tradeDate: tradeDate ?? "", at: now)
    }

    /// New terms for an order: quantity (with what is filled already), price. It keeps its OrderID
    /// and, when only its quantity got smaller, its place in time.
    mutating func replace(
        _ message: some MessageFields, from session: String, _ treatment: OrderTreatment,
        now: Int64
    ) {
        guard let order = changeable(message, session, treatment, verb: "replace", now) else {
            return
        }
        guard order.session == session else {
            return refuseChange(
                message, session, order: order, ChangeRefusal.exchangeOption,
                "an order of another session can only be cancelled", now)
        }
        let quantity: Int64
        let limit: Price?
        do throws(OrderRefusal) {
            for (tag, value) in [
                (Tag.side, order.side.rawValue), (Tag.ordType, order.kind.rawValue),
            ] where message.text(tag) ?? value != value {
                throw .unsupported("change of field \(tag)")
            }
            quantity =
                message.text(Tag.orderQty) == nil
                ? order.quantity : try self.quantity(of: message, order.instrument)
            guard quantity >= order.filled else {
                throw .badQuantity("below what is filled, \(order.filled)")
            }
            limit =
                order.kind == .market || message.text(Tag.price) == nil
                ? order.limit : try self.limit(of: message, order.instrument)
        } catch {
            return refuseChange(
                message, session, order: order, ChangeRefusal.other, error.explanation, now)
        }
        amend(order, message.text(Tag.clOrdID), quantity, limit, now: now)
    }

    /// Changes an order's terms, reports it and lets it meet the market again.
    mutating func amend(
        _ order: ExchangeOrder, _ clOrdID: String?, _ quantity: Int64, _ limit: Price?,
        restatementReason: Int64? = nil, now: Int64
    ) {
        record(
            .amended(
                orderID: order.orderID, clOrdID: clOrdID, quantity: quantity, limit: limit,
                losesPriority: quantity > order.quantity || limit != order.limit, at: now))
        let after = self.order(order.orderID)
        var report = ExecutionReport(
            kind: clOrdID == nil ? .restated : .replaced, order: after,
            executionID: "P\(order.orderID)-\(after.amendments)", tradeDate: tradeDate ?? "",
            at: now)
        report.originalClOrdID = clOrdID.map { _ in order.clOrdID }
        report.restatementReason = restatementReason
        self.report(report)
        if after.leaves > 0, !after.isDelayed, after.plan == nil { match(order.orderID, now: now) }
    }

    /// The open order that a request is about; nil after it was refused.
    private mutating func changeable(
        _ message: some MessageFields, _ session: String, _ treatment: OrderTreatment,
        verb: String, _ now: Int64
    ) -> ExchangeOrder? {
        guard let order = find(message, clOrdIDTag: Tag.origClOrdID, session: session) else {
            refuseChange(
                message, session, order: nil, ChangeRefusal.unknownOrder, "unknown order", now)
            return nil
        }
        if let rejection = treatment.rejection {
            refuseChange(message, session, order: order, rejection.code, rejection.text, now)
            return nil
        }
        guard order.status.isOpen else {
            refuseChange(
                message, session, order: order, ChangeRefusal.tooLate, "too late to \(verb)", now)
            return nil
        }
        let clOrdID = message.text(Tag.clOrdID) ?? ""
        guard clOrdID.utf8.count <= Exchange.maximumTextLength else {
            refuseChange(
                message, session, order: order, ChangeRefusal.other,
                "unsupported length of field \(Tag.clOrdID)", now)
            return nil
        }
        guard sessions[session]?.orderIDs[clOrdID] == nil else {
            refuseChange(
                message, session, order: order, ChangeRefusal.duplicateClOrdID,
                "duplicate ClOrdID", now)
            return nil
        }
        return order
    }

    /// By OrderID any order of the member, else by ClOrdID an order of this session.
    func find(
        _ message: some MessageFields, clOrdIDTag: Int, session: String
    ) -> ExchangeOrder? {
        if let number = message.text(Tag.orderID).flatMap({ Int64($0) }) {
            guard let order = knownOrder(number), member(of: order.session) == member(of: session)
            else { return nil }
            return order
        }
        return message.text(clOrdIDTag).flatMap { sessions[session]?.orderIDs[$0] }
            .flatMap { knownOrder($0) }
    }

    /// Order cancel reject (35=9).
    private mutating func refuseChange(
        _ message: some MessageFields, _ session: String, order: ExchangeOrder?, _ reason: Int64,
        _ explanation: String, _ now: Int64
    ) {
        let isReplace = message.msgType == MessageType.orderCancelReplaceRequest
        var body = FieldText()
        body.add(Tag.orderID, order.map { String($0.orderID) } ?? "NONE")
        body.add(Tag.clOrdID, ifPresent: message.text(Tag.clOrdID))
        body.add(Tag.origClOrdID, message.text(Tag.origClOrdID) ?? order?.clOrdID ?? "NONE")
        body.add(Tag.ordStatus, (order?.status ?? .rejected).rawValue)
        body.add(Tag.account, ifPresent: order?.account)
        body.add(Tag.transactTime, time: now)
        body.add(Tag.cxlRejResponseTo, isReplace ? "2" : "1")
        body.add(Tag.cxlRejReason, reason)
        body.add(Tag.text, explanation)
        record(.queued(session: session, messageType: "9", body: body.text))
    }
}
