/// Events as lines of the journal. Times are microseconds since 1970 (`at`), prices decimals, and
/// sides, kinds and states the FIX codes.
extension ExchangeEvent {
    var journalLine: JournalLine {
        switch self {
        case .dayClosed, .purged, .priced, .seeded, .fault, .busted, .corrected, .amended,
            .ignored:
            return exchangeLine
        case .renewed(let session): return JournalLine("renewed", ["session": session])
        case .skipped(let session, let next, let at):
            return JournalLine(
                "skipped", ["session": session, "next": String(next), "at": String(at)])
        case .reversed(let session, let count):
            return JournalLine("reversed", ["session": session, "count": String(count)])
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

    /// What the exchange does of its own accord.
    private var exchangeLine: JournalLine {
        switch self {
        case .dayClosed(let at): return JournalLine("dayclosed", ["at": String(at)])
        case .purged(let session, let at):
            return JournalLine("purged", ["session": session, "at": String(at)])
        case .priced(let book, let price, let at):
            return JournalLine(
                "priced", ["book": book, "price": price.description, "at": String(at)])
        case .seeded(let name): return JournalLine("seeded", ["name": name])
        case .fault(let number, let action, let subject, let at):
            return JournalLine(
                "fault",
                ["line": String(number), "action": action, "subject": subject, "at": String(at)])
        case .busted(let number, let at):
            return JournalLine("busted", ["trade": String(number), "at": String(at)])
        case .corrected(let number, let quantity, let price, let at):
            return JournalLine(
                "corrected",
                [
                    "trade": String(number), "quantity": String(quantity),
                    "price": price.description, "at": String(at),
                ])
        case .amended(let orderID, let clOrdID, let quantity, let limit, let losesPriority, let at):
            return JournalLine(
                "amended",
                [
                    "order": String(orderID), "clordid": clOrdID, "quantity": String(quantity),
                    "limit": limit?.description, "requeued": losesPriority ? "1" : "0",
                    "at": String(at),
                ])
        case .ignored(let session, let type, let clOrdID, let at):
            return JournalLine(
                "ignored",
                ["session": session, "type": type, "clordid": clOrdID, "at": String(at)])
        default: return JournalLine("")
        }
    }

    /// Nil when the line is no event of the exchange itself, or a field is missing or malformed.
    private init?(exchangeLine line: JournalLine) {
        guard line.kind != "seeded" else {
            guard let name = line["name"] else { return nil }
            self = .seeded(name: name)
            return
        }
        guard let at = line.integer("at") else { return nil }
        let trade = line.integer("trade")
        let quantity = line.integer("quantity")
        switch line.kind {
        case "dayclosed": self = .dayClosed(at: at)
        case "purged": self = .purged(session: line["session"], at: at)
        case "priced":
            guard let book = line["book"], let price = line.price("price") else { return nil }
            self = .priced(book: book, price: price, at: at)
        case "fault":
            guard let number = line.integer("line"), let action = line["action"],
                let subject = line["subject"]
            else { return nil }
            self = .fault(line: Int(number), action: action, subject: subject, at: at)
        case "busted":
            guard let trade else { return nil }
            self = .busted(number: trade, at: at)
        case "corrected":
            guard let trade, let quantity, let price = line.price("price") else { return nil }
            self = .corrected(number: trade, quantity: quantity, price: price, at: at)
        case "amended":
            guard let orderID = line.integer("order"), let quantity else { return nil }
            self = .amended(
                orderID: orderID, clOrdID: line["clordid"], quantity: quantity,
                limit: line.price("limit"), losesPriority: line["requeued"] == "1", at: at)
        case "ignored":
            guard let session = line["session"], let type = line["type"],
                let clOrdID = line["clordid"]
            else { return nil }
            self = .ignored(session: session, messageType: type, clOrdID: clOrdID, at: at)
        default: return nil
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
        case "renewed":
            guard let session else { return nil }
            self = .renewed(session: session)
        case "skipped":
            guard let session, let next = line.integer("next"), let at else { return nil }
            self = .skipped(session: session, next: next, at: at)
        case "reversed":
            guard let session, let count = line.integer("count") else { return nil }
            self = .reversed(session: session, count: Int(count))
        default:
            self.init(exchangeLine: line)
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
                "matchat": matchAt.map { String($0) }, "plan": plan?.sizesText,
                "interval": plan.map { String($0.interval) }, "lot": String(instrument.lotSize),
                "tick": instrument.tick.description,
                "reference": instrument.reference.description,
                "lowest": instrument.lowestPrice.description,
                "highest": instrument.highestPrice.description,
                "freeze": instrument.freezeQuantity.map { String($0) },
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
        var plan: FillPlan?
        if let text = line["plan"] {
            guard let sizes = FillPlan(sizesText: text) else { return nil }
            plan = FillPlan(sizes: sizes.sizes, interval: line.integer("interval") ?? 0)
        }
        self.init(
            orderID: orderID, session: session, clOrdID: clOrdID, account: line["account"],
            instrument: instrument, side: side, kind: kind, timeInForce: timeInForce,
            quantity: quantity, limit: line.price("limit"), acceptedAt: at,
            matchAt: line.integer("matchat"), plan: plan)
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
            highestPrice: highest, freezeQuantity: line.integer("freeze"))
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
