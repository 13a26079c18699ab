internal import FIX

/// What clients send. New orders (D) are here, the rest in facets of their own.
extension Exchange {
    /// Longest ClOrdID, Account or made-up symbol, in characters.
    static let maximumTextLength = 64
    /// The upper band of an instrument without bands: more than any price that can be written.
    static let unboundedPrice: Int64 = 99_999_999_999

    /// Does what a client's application message asks for.
    mutating func handle(
        _ message: some MessageFields, from session: String,
        treatment: OrderTreatment = OrderTreatment(), now: Int64
    ) {
        openDay(now: now)
        if isDropCopy(session) {
            return refuse(message, session, "this session only reports", code: 3)
        }
        if treatment.isIgnored {
            let clOrdID = message.text(Tag.clOrdID) ?? ""
            return record(
                .ignored(
                    session: session, messageType: message.msgType, clOrdID: clOrdID, at: now))
        }
        if let defect = FieldRules.defect(of: message) {
            return reject(message, session, defect)
        }
        switch message.msgType {
        case MessageType.newOrderSingle: enter(message, from: session, treatment, now: now)
        case MessageType.orderCancelRequest: cancel(message, from: session, treatment, now: now)
        case MessageType.orderCancelReplaceRequest:
            replace(message, from: session, treatment, now: now)
        case MessageType.orderStatusRequest: answerStatus(message, from: session, now: now)
        case MessageType.orderMassStatusRequest: answerMassStatus(message, from: session, now: now)
        case MessageType.orderMassCancelRequest: cancelAll(message, from: session, now: now)
        default: refuse(message, session, "unsupported message type", code: 3)
        }
    }

    /// Session reject (35=3): the message is not what the standard says it is.
    private mutating func reject(
        _ message: some MessageFields, _ session: String, _ defect: Message.Defect
    ) {
        var body = FieldText()
        body.add(Tag.refSeqNum, message.sequence)
        if let tag = defect.tag { body.add(Tag.refTagID, Int64(tag)) }
        body.add(Tag.refMsgType, message.msgType)
        body.add(Tag.sessionRejectReason, Int64(defect.reason.rawValue))
        body.add(Tag.text, defect.reason.text)
        record(.queued(session: session, messageType: MessageType.reject, body: body.text))
    }

    /// Business reject (35=j); `code` is BusinessRejectReason (380): 3 unsupported type, 5 a
    /// conditionally required field is missing.
    mutating func refuse(
        _ message: some MessageFields, _ session: String, _ text: String, code: Int64
    ) {
        var body = FieldText()
        body.add(Tag.refSeqNum, message.sequence)
        body.add(Tag.refMsgType, message.msgType)
        body.add(Tag.businessRejectRefID, ifPresent: message.text(Tag.clOrdID))
        body.add(Tag.businessRejectReason, code)
        body.add(Tag.text, text)
        record(.queued(session: session, messageType: "j", body: body.text))
    }

    private mutating func enter(
        _ message: some MessageFields, from session: String, _ treatment: OrderTreatment,
        now: Int64
    ) {
        guard message.text(Tag.orderQty) != nil else {
            return refuse(
                message, session, "required field missing: \(Tag.orderQty)", code: 5)
        }
        let clOrdID = message.text(Tag.clOrdID) ?? ""
        if let known = sessions[session]?.orderIDs[clOrdID] {
            if message.text(Tag.possResend) == "Y", let order = knownOrder(known) {
                return answer(order, to: session, clOrdID: clOrdID, requestID: nil, now: now)
            }
            return refuseOrder(message, session, .duplicateOrder, now: now)
        }
        do throws(OrderRefusal) {
            if let rejection = treatment.rejection {
                throw .scripted(code: rejection.code, text: rejection.text)
            }
            let order = try accept(message, clOrdID, session, treatment, now: now)
            place(order, now: now)
        } catch {
            refuseOrder(message, session, error, now: now)
        }
    }

    /// Acknowledges an order and lets it meet the market.
    private mutating func place(_ order: ExchangeOrder, now: Int64) {
        record(.accepted(order))
        report(
            ExecutionReport(
                kind: .new, order: order, executionID: "N\(order.orderID)",
                tradeDate: tradeDate ?? "", at: now))
        if order.matchAt == nil, order.plan == nil { match(order.orderID, now: now) }
    }

    private func accept(
        _ message: some MessageFields, _ clOrdID: String, _ session: String,
        _ treatment: OrderTreatment, now: Int64
    ) throws(OrderRefusal) -> ExchangeOrder {
        guard !isDayClosed else { throw .exchangeClosed }
        let instrument = try instrument(of: message)
        guard let side = message.text(Tag.side).flatMap(Side.init(rawValue:)) else {
            throw .unsupported("side")
        }
        guard let kind = message.text(Tag.ordType).flatMap(OrderKind.init(rawValue:)) else {
            throw .unsupported("order type")
        }
        guard let timeInForce = TimeInForce(rawValue: message.text(Tag.timeInForce) ?? "0") else {
            throw .unsupported("time in force")
        }
        for tag in [Tag.clOrdID, Tag.account]
        where message.text(tag)?.utf8.count ?? 0 > Exchange.maximumTextLength {
            throw .unsupported("length of field \(tag)")
        }
        let quantity = try quantity(of: message, instrument)
        let limit = kind == .limit ? try limit(of: message, instrument) : nil
        var plan = treatment.plan
        if let seed = treatment.randomSeed {
            plan = FillPlan(
                sizes: .list(
                    Exchange.parts(
                        of: quantity, lot: instrument.lotSize, seed: seed ^ UInt64(nextOrderID))))
        }
        let delay = rules.fillDelay.microseconds + treatment.hold
        return ExchangeOrder(
            orderID: nextOrderID, session: session, clOrdID: clOrdID,
            account: message.text(Tag.account),
            instrument: instrument, side: side, kind: kind, timeInForce: timeInForce,
            quantity: quantity, limit: limit, acceptedAt: now,
            matchAt: delay > 0 ? now + delay : nil, plan: plan)
    }

    private func instrument(of message: some MessageFields) throws(OrderRefusal) -> Instrument {
        let symbol = message.text(Tag.symbol)
        let isToken = message.text(Tag.securityIDSource) ?? "8" == "8"
        let token = isToken ? message.text(Tag.securityID) : nil
        if let found = instruments.find(
            token: token, symbol: symbol, exchange: message.text(Tag.securityExchange))
        {
            return found
        }
        guard rules.acceptsAnyInstrument, let symbol, symbol.count <= Exchange.maximumTextLength
        else { throw .unknownSymbol }
        let reference =
            message.text(Tag.price).flatMap { Price($0) }
            ?? Price(tenThousandths: 100 * Price.scale)
        return Instrument(
            exchange: message.text(Tag.securityExchange) ?? "SIM", segment: "ANY",
            token: token ?? "",
            symbol: symbol, lotSize: 1, tick: Price(tenThousandths: 1), reference: reference,
            lowestPrice: Price(tenThousandths: 0),
            highestPrice: Price(tenThousandths: Exchange.unboundedPrice))
    }

    func quantity(
        of message: some MessageFields, _ instrument: Instrument
    ) throws(OrderRefusal) -> Int64 {
        guard let price = message.text(Tag.orderQty).flatMap({ Price($0) }),
            price.tenThousandths % Price.scale == 0
        else { throw .badQuantity("not a whole number") }
        let quantity = price.tenThousandths / Price.scale
        guard quantity > 0 else { throw .badQuantity("not above zero") }
        guard quantity % instrument.lotSize == 0 else {
            throw .badQuantity("not a multiple of the lot \(instrument.lotSize)")
        }
        if let freeze = instrument.freezeQuantity, quantity > freeze {
            throw .aboveFreezeQuantity(freeze)
        }
        return quantity
    }

    func limit(
        of message: some MessageFields, _ instrument: Instrument
    ) throws(OrderRefusal) -> Price {
        guard let limit = message.text(Tag.price).flatMap({ Price($0) }), limit.tenThousandths > 0
        else {
            throw .badPrice("a limit order needs a price above zero")
        }
        guard limit.isMultiple(of: instrument.tick) else {
            throw .badPrice("not a multiple of the tick \(instrument.tick)")
        }
        guard limit >= instrument.lowestPrice, limit <= instrument.highestPrice else {
            throw .badPrice(
                "outside the band \(instrument.lowestPrice) to \(instrument.highestPrice)")
        }
        return limit
    }

    private mutating func refuseOrder(
        _ message: some MessageFields, _ session: String, _ refusal: OrderRefusal, now: Int64
    ) {
        let clOrdID = message.text(Tag.clOrdID) ?? ""
        record(
            .refused(session: session, clOrdID: clOrdID, reason: refusal.explanation, at: now))
        let report = RefusalReport(
            clOrdID: clOrdID, executionID: "R\(refusals)", executionType: "8",
            reason: refusal.code, explanation: refusal.explanation, tradeDate: tradeDate ?? "",
            at: now)
        let body = report.body(request: message)
        record(.queued(session: session, messageType: "8", body: body))
        copy("8", body, of: session)
    }
}

extension Duration {
    /// Whole microseconds.
    var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}
