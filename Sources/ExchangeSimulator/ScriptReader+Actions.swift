/// What a rule or a person wants done.
extension ScriptReader {
    mutating func action() throws(FaultScript.Failure) -> ExchangeAction {
        let verb = try need("an action")
        switch verb.text {
        case "bust", "correct": return try tradeAction(verb)
        case "cancel", "expire", "finish", "restate": return try orderAction(verb)
        case "move", "offer", "withdraw", "close": return try marketAction(verb)
        case "purge": return .purge(session: try session() ?? .any)
        case "cut", "silence", "refuse", "skip": return try lineAction(verb)
        case "ignore", "reject", "hold", "fill": return try incomingAction(verb)
        case "lose", "delay", "duplicate", "again", "reorder", "scramble":
            return try outgoingAction(verb)
        default: throw failure(verb, "unknown action \(verb.text)")
        }
    }

    private mutating func tradeAction(_ verb: Word) throws(FaultScript.Failure) -> ExchangeAction {
        try need(word: "trade")
        let name = try need("which trade")
        let trade: ExchangeAction.TradeName =
            switch name.text {
            case "last": .last
            case "this": .this
            default: .number(try count(name, 1...(1 << 53)))
            }
        guard verb.text == "correct" else { return .bust(trade) }
        let (quantity, price) = try terms()
        return .correct(trade, quantity: quantity, price: price)
    }

    private mutating func orderAction(_ verb: Word) throws(FaultScript.Failure) -> ExchangeAction {
        try need(word: "order")
        let name = try need("which order")
        let order: ExchangeAction.OrderName =
            switch name.text {
            case "last": .last
            case "this": .this
            case "all": .all
            default: .named(name.text)
            }
        switch verb.text {
        case "cancel": return .cancel(order)
        case "expire": return .expire(order)
        case "finish": return .finish(order)
        default:
            let (quantity, price) = try terms()
            return .restate(order, quantity: quantity, price: price)
        }
    }

    /// `quantity=` and `price=`, at least one of them.
    private mutating func terms() throws(FaultScript.Failure) -> (Int64?, Price?) {
        var quantity: Int64?
        var price: Price?
        while let word = peek() {
            guard let (name, value) = option() else {
                throw failure(word, "expected quantity= or price=")
            }
            switch name {
            case "quantity": quantity = try count(value, 1...9_999_999)
            case "price": price = try self.price(value)
            default: throw failure(word, "expected quantity= or price=")
            }
        }
        guard quantity != nil || price != nil else {
            throw failure(nil, "quantity= or price= is missing")
        }
        return (quantity, price)
    }

    private mutating func marketAction(_ verb: Word) throws(FaultScript.Failure) -> ExchangeAction {
        if verb.text == "close" {
            try need(word: "day")
            return .closeDay
        }
        let symbol = try pattern(try need("the symbol"))
        switch verb.text {
        case "move":
            try need(word: "to")
            return .move(symbol: symbol, price: try price(try need("a price")))
        case "offer":
            let side = try side(try need("buy or sell"))
            return .offer(symbol: symbol, side: side, levels: try levels())
        default: return .withdraw(symbol: symbol)
        }
    }

    private mutating func lineAction(_ verb: Word) throws(FaultScript.Failure) -> ExchangeAction {
        switch verb.text {
        case "cut":
            if take("line") { return .cut(session: try session()) }
            let place = try need(
                "line, before-journal, before-answer, before-sending or after-sending")
            switch place.text {
            case "before-journal": return .cutBeforeJournal
            case "before-answer": return .cutAfterJournal
            case "before-sending": return .cutBeforeSending
            case "after-sending": return .cutAfterSending
            default:
                throw failure(
                    place,
                    "expected line, before-journal, before-answer, before-sending or after-sending")
            }
        case "silence":
            let time = try duration(try need("a time"))
            return .silent(.microseconds(time), session: try session())
        case "refuse":
            try need(word: "logons")
            let time = try duration(try need("a time"))
            return .refuseLogons(.microseconds(time), session: try session())
        default:
            try need(word: "numbers")
            let numbers = try count(try need("how many"), 1...10_000)
            return .skip(numbers, session: try session())
        }
    }

    private mutating func session() throws(FaultScript.Failure) -> NamePattern? {
        guard let word = peek() else { return nil }
        guard let (name, value) = option(), name == "session" else {
            throw failure(word, "expected session=CLIENT/EXCHANGE or nothing")
        }
        return try pattern(value)
    }

    private mutating func incomingAction(
        _ verb: Word
    ) throws(FaultScript.Failure) -> ExchangeAction {
        switch verb.text {
        case "ignore": return .ignore
        case "hold": return .hold(.microseconds(try duration(try need("a time"))))
        case "reject":
            let code = try count(try need("a reason code"), 0...999)
            return .reject(code: code, text: next()?.text ?? "refused by the script")
        default: return .fill(try filling())
        }
    }

    private mutating func filling() throws(FaultScript.Failure) -> ExchangeAction.Filling {
        let word = try need("quantities")
        if word.text == "random" { return .random }
        guard var plan = FillPlan(sizesText: word.text) else {
            throw failure(
                word, "expected quantities such as 75,75, or parts=N, none or random")
        }
        if let word = peek() {
            guard let (name, value) = option(), name == "every" else {
                throw failure(word, "expected every= or nothing")
            }
            plan.interval = try duration(value)
        }
        return .plan(plan)
    }

    private mutating func outgoingAction(
        _ verb: Word
    ) throws(FaultScript.Failure) -> ExchangeAction {
        switch verb.text {
        case "lose": return .lose
        case "delay": return .delay(.microseconds(try duration(try need("a time"))))
        case "duplicate": return .duplicate
        case "again": return .again
        default:
            let count = Int(try count(try need("how many"), 2...100))
            return verb.text == "reorder" ? .reorder(count) : .scramble(count)
        }
    }
}

extension ExchangeAction {
    /// Whether the action is about what made the rule fire.
    var namesThis: Bool {
        switch self {
        case .bust(.this), .correct(.this, _, _), .cancel(.this), .expire(.this), .finish(.this),
            .restate(.this, _, _):
            true
        default: false
        }
    }
}
