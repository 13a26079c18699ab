internal import FIX

/// What clients send: new orders (D), cancels (F), status requests (H) and mass status (AF).
extension Exchange {
    /// Longest ClOrdID, Account or made-up symbol, in characters.
    static let maximumTextLength = 64
    /// The upper band of an instrument without bands: more than any price that can be written.
    static let unboundedPrice: Int64 = 99_999_999_999

    /// Does what a client's application message asks for.
    mutating func handle(_ message: some MessageFields, from session: String, now: Int64) {
        openDay(now: now)
        if isDropCopy(session) {
            return refuse(message, session, reason: 0, "this session only reports", code: 3)
        }
        switch message.msgType {
        case MessageType.newOrderSingle: enter(message, from: session, now: now)
        case MessageType.orderCancelRequest: cancel(message, from: session, now: now)
        case MessageType.orderStatusRequest: answerStatus(message, from: session, now: now)
        case MessageType.orderMassStatusRequest: answerMassStatus(message, from: session, now: now)
        default:
            refuse(message, session, reason: 0, "unsupported message type", code: 3)
        }
    }

    /// Business reject (35=j); `code` is BusinessRejectReason (380): 3 unsupported type, 5 a
    /// required field is missing.
    private mutating func refuse(
        _ message: some MessageFields, _ session: String, reason tag: Int, _ text: String,
        code: Int64
    ) {
        var body = FieldText()
        body.add(Tag.refSeqNum, message.sequence)
        body.add(Tag.refMsgType, message.msgType)
        body.add(Tag.businessRejectRefID, ifPresent: message.text(Tag.clOrdID))
        body.add(Tag.businessRejectReason, code)
        body.add(Tag.text, tag == 0 ? text : "\(text): \(tag)")
        record(.queued(session: session, messageType: "j", body: body.text))
    }

    /// The first of the tags that the message lacks.
    private func missing(_ tags: [Int], in message: some MessageFields) -> Int? {
        tags.first { message.text($0)?.isEmpty ?? true }
    }

    // MARK: New order

    private mutating func enter(_ message: some MessageFields, from session: String, now: Int64) {
        if let tag = missing([Tag.clOrdID, Tag.side, Tag.orderQty, Tag.ordType], in: message) {
            return refuse(message, session, reason: tag, "required field missing", code: 5)
        }
        let clOrdID = message.text(Tag.clOrdID) ?? ""
        if let known = sessions[session]?.orderIDs[clOrdID] {
            if message.text(Tag.possResend) == "Y", let order = knownOrder(known) {
                return answer(order, to: session, clOrdID: clOrdID, requestID: nil, now: now)
            }
            return refuseOrder(message, session, .duplicateOrder, now: now)
        }
        do throws(OrderRefusal) {
            let order = try accept(message, clOrdID: clOrdID, session: session, now: now)
            record(.accepted(order))
            report(
                ExecutionReport(
                    kind: .new, order: order, executionID: "N\(order.orderID)",
                    tradeDate: tradeDate ?? "", at: now))
            if order.matchAt == nil { match(order.orderID, now: now) }
        } catch {
            refuseOrder(message, session, error, now: now)
        }
    }

    private func accept(
        _ message: some MessageFields, clOrdID: String, session: String, now: Int64
    ) throws(OrderRefusal) -> ExchangeOrder {
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
        where message.text(tag)?.count ?? 0 > Exchange.maximumTextLength {
            throw .unsupported("length of field \(tag)")
        }
        let quantity = try quantity(of: message, instrument)
        let limit = kind == .limit ? try limit(of: message, instrument) : nil
        let delay = rules.fillDelay.microseconds
        return ExchangeOrder(
            orderID: nextOrderID, session: session, clOrdID: clOrdID,
            account: message.text(Tag.account),
            instrument: instrument, side: side, kind: kind, timeInForce: timeInForce,
            quantity: quantity, limit: limit, acceptedAt: now,
            matchAt: delay > 0 ? now + delay : nil)
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

    private func quantity(
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
        return quantity
    }

    private func limit(
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
        record(.queued(session: session, messageType: "8", body: report.body(request: message)))
        for copy in dropCopySessions(of: session) {
            record(
                .queued(
                    session: copy, messageType: "8",
                    body: report.body(request: message, isDropCopy: true)))
        }
    }

    // MARK: Cancel

    private mutating func cancel(_ message: some MessageFields, from session: String, now: Int64) {
        if let tag = missing([Tag.clOrdID], in: message) {
            return refuse(message, session, reason: tag, "required field missing", code: 5)
        }
        guard let order = find(message, clOrdIDTag: Tag.origClOrdID, session: session) else {
            return refuseCancel(message, session, order: nil, reason: 1, "unknown order", now)
        }
        guard order.status.isOpen else {
            return refuseCancel(
                message, session, order: order, reason: 0, "too late to cancel", now)
        }
        close(
            order.orderID, .cancelled, clOrdID: message.text(Tag.clOrdID), requester: session,
            tradeDate: tradeDate ?? "", at: now)
    }

    /// By OrderID any order of the member, else by ClOrdID an order of this session.
    private func find(
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

    /// Order cancel reject (35=9); `reason` is CxlRejReason (102): 0 too late, 1 unknown order.
    private mutating func refuseCancel(
        _ message: some MessageFields, _ session: String, order: ExchangeOrder?, reason: Int64,
        _ explanation: String, _ now: Int64
    ) {
        var body = FieldText()
        body.add(Tag.orderID, order.map { String($0.orderID) } ?? "NONE")
        body.add(Tag.clOrdID, ifPresent: message.text(Tag.clOrdID))
        body.add(Tag.origClOrdID, message.text(Tag.origClOrdID) ?? order?.clOrdID ?? "NONE")
        body.add(Tag.ordStatus, (order?.status ?? .rejected).rawValue)
        body.add(Tag.account, ifPresent: order?.account)
        body.add(Tag.transactTime, time: now)
        body.add(Tag.cxlRejResponseTo, "1")
        body.add(Tag.cxlRejReason, reason)
        body.add(Tag.text, explanation)
        record(.queued(session: session, messageType: "9", body: body.text))
    }

    // MARK: Status

    private mutating func answerStatus(
        _ message: some MessageFields, from session: String, now: Int64
    ) {
        if let tag = missing([Tag.clOrdID], in: message) {
            return refuse(message, session, reason: tag, "required field missing", code: 5)
        }
        let requestID = message.text(Tag.orderStatusReqID)
        if let order = find(message, clOrdIDTag: Tag.clOrdID, session: session) {
            return answer(
                order, to: session, clOrdID: message.text(Tag.clOrdID), requestID: requestID,
                now: now)
        }
        let report = RefusalReport(
            clOrdID: message.text(Tag.clOrdID) ?? "", executionID: "0", executionType: "I",
            reason: 5,
            explanation: "unknown order", tradeDate: tradeDate ?? "", at: now)
        record(.queued(session: session, messageType: "8", body: report.body(request: message)))
    }

    private mutating func answer(
        _ order: ExchangeOrder, to session: String, clOrdID: String?, requestID: String?,
        massStatus: ExecutionReport.MassStatus? = nil, now: Int64
    ) {
        var report = ExecutionReport(
            kind: .status, order: order, executionID: "0", tradeDate: tradeDate ?? "", at: now)
        report.statusRequestID = requestID
        report.massStatus = massStatus
        record(.queued(session: session, messageType: "8", body: report.body()))
    }

    /// Answers for every order the session sent today.
    private mutating func answerMassStatus(
        _ message: some MessageFields, from session: String, now: Int64
    ) {
        if let tag = missing([Tag.massStatusReqID, Tag.massStatusReqType], in: message) {
            return refuse(message, session, reason: tag, "required field missing", code: 5)
        }
        guard message.text(Tag.massStatusReqType) == "7" else {
            return refuse(
                message, session, reason: Tag.massStatusReqType,
                "only the status of all orders is served", code: 3)
        }
        let requestID = message.text(Tag.massStatusReqID) ?? ""
        let known = Set((sessions[session]?.orderIDs ?? [:]).values).sorted()
            .compactMap { knownOrder($0) }
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
}

/// Why an order was refused, with OrdRejReason (tag 103).
enum OrderRefusal: Error, Equatable {
    case unknownSymbol
    case duplicateOrder
    case badQuantity(String)
    case badPrice(String)
    case unsupported(String)

    var code: Int64 {
        switch self {
        case .unknownSymbol: 1
        case .duplicateOrder: 6
        case .unsupported: 11
        case .badQuantity: 13
        case .badPrice: 99
        }
    }

    var explanation: String {
        switch self {
        case .unknownSymbol: "unknown symbol"
        case .duplicateOrder: "duplicate ClOrdID"
        case .badQuantity(let why): "bad quantity: \(why)"
        case .badPrice(let why): "bad price: \(why)"
        case .unsupported(let what): "unsupported \(what)"
        }
    }
}

extension Duration {
    /// Whole microseconds.
    var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}
