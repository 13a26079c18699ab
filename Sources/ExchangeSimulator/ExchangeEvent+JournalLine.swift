/// Events as lines of the journal. Times are microseconds since 1970 (`at`), prices decimals, and
/// sides, kinds and states the FIX codes.
extension ExchangeEvent {
    var journalLine: JournalLine {
        switch self {
        case .opened(let tradeDate):
            return JournalLine("opened", ["date": tradeDate])
        case .reset(let session):
            return JournalLine("reset", ["session": session])
        case .expected(let session, let next):
            return JournalLine("expected", ["session": session, "next": String(next)])
        case .numbered(let session, let sequence, let messageType, let at):
            return JournalLine(
                "numbered",
                [
                    "session": session, "sequence": String(sequence), "type": messageType,
                    "at": String(at),
                ])
        case .dispatched(let session, let count, let first, let at):
            return JournalLine(
                "dispatched",
                [
                    "session": session, "count": String(count), "first": String(first),
                    "at": String(at),
                ])
        case .queued(let session, let messageType, let body):
            return JournalLine(
                "queued", ["session": session, "type": messageType, "body": body])
        case .refused(let session, let clOrdID, let reason, let at):
            return JournalLine(
                "refused",
                ["session": session, "clordid": clOrdID, "reason": reason, "at": String(at)])
        case .released(let orderID):
            return JournalLine("released", ["order": String(orderID)])
        case .accepted(let order): return order.journalLine
        case .traded(let trade): return trade.journalLine
        case .closed(let orderID, let status, let clOrdID, let at):
            return JournalLine(
                "closed",
                [
                    "order": String(orderID), "status": status.rawValue, "clordid": clOrdID,
                    "at": String(at),
                ])
        }
    }

    /// Nil when the line is no event, or a field of it is missing or malformed.
    init?(journalLine line: JournalLine) {
        let session = line["session"]
        let at = line.integer("at")
        switch line.kind {
        case "opened":
            guard let date = line["date"] else { return nil }
            self = .opened(tradeDate: date)
        case "reset":
            guard let session else { return nil }
            self = .reset(session: session)
        case "expected":
            guard let session, let next = line.integer("next") else { return nil }
            self = .expected(session: session, next: next)
        case "numbered":
            guard let session, let sequence = line.integer("sequence"), let at,
                let type = line["type"]
            else { return nil }
            self = .numbered(session: session, sequence: sequence, messageType: type, at: at)
        case "dispatched":
            guard let session, let count = line.integer("count"), let at,
                let first = line.integer("first")
            else { return nil }
            self = .dispatched(session: session, count: Int(count), firstSequence: first, at: at)
        case "queued":
            guard let session, let type = line["type"], let body = line["body"] else { return nil }
            self = .queued(session: session, messageType: type, body: body)
        default:
            self.init(tradingLine: line, session: session, at: at)
        }
    }

    private init?(tradingLine line: JournalLine, session: String?, at: Int64?) {
        switch line.kind {
        case "refused":
            guard let session, let clOrdID = line["clordid"], let at else { return nil }
            self = .refused(
                session: session, clOrdID: clOrdID, reason: line["reason"] ?? "", at: at)
        case "released":
            guard let orderID = line.integer("order") else { return nil }
            self = .released(orderID: orderID)
        case "order":
            guard let order = ExchangeOrder(journalLine: line) else { return nil }
            self = .accepted(order)
        case "trade":
            guard let trade = ExchangeTrade(journalLine: line) else { return nil }
            self = .traded(trade)
        case "closed":
            guard let orderID = line.integer("order"), let at,
                let status = line["status"].flatMap(OrderStatus.init(rawValue:))
            else { return nil }
            self = .closed(orderID: orderID, status: status, clOrdID: line["clordid"], at: at)
        default:
            return nil
        }
    }
}

extension JournalLine {
    /// Fields in the order given; those without a value are left out.
    init(_ kind: String, _ fields: KeyValuePairs<String, String?>) {
        self.init(kind)
        for field in fields { set(field.key, field.value) }
    }

    func integer(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }

    func price(_ name: String) -> Price? { self[name].flatMap { Price($0) } }
}

extension ExchangeOrder {
    fileprivate var journalLine: JournalLine {
        JournalLine(
            "order",
            [
                "order": String(orderID), "session": session, "clordid": clOrdID,
                "account": account, "exchange": instrument.exchange,
                "segment": instrument.segment, "token": instrument.token,
                "symbol": instrument.symbol, "side": side.rawValue, "kind": kind.rawValue,
                "tif": timeInForce.rawValue, "quantity": String(quantity),
                "limit": limit?.description, "at": String(acceptedAt),
                "matchat": matchAt.map { String($0) }, "lot": String(instrument.lotSize),
                "tick": instrument.tick.description,
                "reference": instrument.reference.description,
                "lowest": instrument.lowestPrice.description,
                "highest": instrument.highestPrice.description,
            ])
    }

    fileprivate init?(journalLine line: JournalLine) {
        guard let orderID = line.integer("order"), let session = line["session"],
            let clOrdID = line["clordid"], let instrument = Instrument(journalLine: line),
            let side = line["side"].flatMap(Side.init(rawValue:)),
            let kind = line["kind"].flatMap(OrderKind.init(rawValue:)),
            let timeInForce = line["tif"].flatMap(TimeInForce.init(rawValue:)),
            let quantity = line.integer("quantity"), let at = line.integer("at")
        else { return nil }
        self.init(
            orderID: orderID, session: session, clOrdID: clOrdID, account: line["account"],
            instrument: instrument, side: side, kind: kind, timeInForce: timeInForce,
            quantity: quantity, limit: line.price("limit"), acceptedAt: at,
            matchAt: line.integer("matchat"))
    }
}

extension Instrument {
    fileprivate init?(journalLine line: JournalLine) {
        guard let exchange = line["exchange"], let segment = line["segment"],
            let token = line["token"], let symbol = line["symbol"],
            let lot = line.integer("lot"), let tick = line.price("tick"),
            let reference = line.price("reference"), let lowest = line.price("lowest"),
            let highest = line.price("highest")
        else { return nil }
        self.init(
            exchange: exchange, segment: segment, token: token, symbol: symbol, lotSize: lot,
            tick: tick, reference: reference, lowestPrice: lowest,
            highestPrice: highest)
    }
}

extension ExchangeTrade {
    fileprivate var journalLine: JournalLine {
        JournalLine(
            "trade",
            [
                "trade": String(number), "buy": buyOrderID.map { String($0) },
                "sell": sellOrderID.map { String($0) }, "quantity": String(quantity),
                "price": price.description, "at": String(at),
            ])
    }

    fileprivate init?(journalLine line: JournalLine) {
        guard let number = line.integer("trade"), let quantity = line.integer("quantity"),
            let price = line.price("price"), let at = line.integer("at")
        else { return nil }
        self.init(
            number: number, buyOrderID: line.integer("buy"), sellOrderID: line.integer("sell"),
            quantity: quantity, price: price, at: at)
    }
}
