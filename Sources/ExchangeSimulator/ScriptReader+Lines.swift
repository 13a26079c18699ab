/// The lines of a script: markets, books and rules.
extension ScriptReader {
    mutating func market() throws(FaultScript.Failure) -> FaultScript.Market {
        try need(word: "market")
        let name = try need("the symbol")
        var market = FaultScript.Market(
            line: line, column: name.column, symbol: try pattern(name))
        guard peek() != nil else { throw failure(nil, "what of the market is missing") }
        while let word = peek() {
            guard let (option, value) = option() else {
                throw failure(word, "expected a setting such as price=241.30")
            }
            switch option {
            case "price": market.price = try price(value)
            case "tick": market.tick = try price(value)
            case "lot": market.lot = try count(value, 1...9_999_999)
            case "freeze": market.freeze = try count(value, 1...9_999_999)
            case "band": market.band = try band(value)
            case "maker":
                market.makerLots = value.text == "off" ? 0 : try count(value, 1...9_999_999)
            default:
                throw failure(
                    word, "unknown setting \(option) (price, tick, lot, band, freeze, maker)")
            }
        }
        return market
    }

    private func band(_ word: Word) throws(FaultScript.Failure) -> ClosedRange<Price> {
        let parts = word.text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let low = Price(parts[0]), let high = Price(parts[1]), low <= high
        else { throw failure(word, "expected a band such as 200.00:280.00") }
        return low...high
    }

    mutating func book() throws(FaultScript.Failure) -> FaultScript.Book {
        try need(word: "book")
        let name = try need("the symbol")
        let symbol = try pattern(name)
        let side = try side(try need("buy or sell"))
        return FaultScript.Book(
            line: line, column: name.column, text: source, symbol: symbol, side: side,
            levels: try levels())
    }

    mutating func rule() throws(FaultScript.Failure) -> FaultRule {
        let start = try need("on or at")
        guard start.text == "on" || start.text == "at" else {
            throw failure(start, "expected on or at")
        }
        let event: FaultRule.Event
        var moment: Int64 = 0
        let name = try need(start.text == "at" ? "a time" : "an event")
        if start.text == "at" {
            event = .time
            moment = try duration(name)
        } else {
            guard let known = FaultRule.Event(rawValue: name.text), known != .time else {
                let names = FaultRule.Event.allCases.filter { $0 != .time }.map(\.rawValue)
                throw failure(
                    name, "unknown event \(name.text) (\(names.joined(separator: ", ")))")
            }
            event = known
        }
        var options: [(name: String, value: Word)] = []
        while let option = option() { options.append(option) }
        try need(word: "do")
        let verb = peek()
        let action = try action()
        try end()
        try check(action, event, verb)
        var rule = FaultRule(line: line, text: source, event: event, action: action)
        rule.from = moment
        for option in options { try set(option.name, option.value, &rule) }
        return rule
    }

    private func check(
        _ action: ExchangeAction, _ event: FaultRule.Event, _ verb: Word?
    ) throws(FaultScript.Failure) {
        let fits: Bool =
            switch action.place {
            case .anywhere, .line: true
            case .incoming: event.way == .incoming
            case .incomingOrder:
                if case .reject = action {
                    [.order, .cancel, .replace].contains(event)
                } else {
                    event == .order
                }
            case .outgoing: event.way == .outgoing
            }
        guard fits else {
            throw failure(verb, "this action does not go with the event \(event.rawValue)")
        }
        if action.namesThis, event == .time {
            throw failure(verb, "there is no \"this\" at a time")
        }
    }

    private func set(
        _ name: String, _ value: Word, _ rule: inout FaultRule
    ) throws(FaultScript.Failure) {
        let isTimed = rule.event == .time
        switch name {
        case "session" where !isTimed: rule.session = try pattern(value)
        case "clordid" where !isTimed: rule.clOrdID = try pattern(value)
        case "symbol" where !isTimed: rule.symbol = try pattern(value)
        case "account" where !isTimed: rule.account = try pattern(value)
        case "side" where !isTimed: rule.side = try side(value)
        case "nth" where !isTimed: rule.nth = try range(value)
        case "every" where isTimed: rule.period = max(1000, try duration(value))
        case "every": rule.every = Int(try count(value))
        case "chance": rule.chance = try chance(value)
        case "from" where !isTimed: rule.from = try duration(value)
        case "until": rule.until = try duration(value)
        case "times": rule.times = Int(try count(value))
        case "after" where rule.action.place == .anywhere || rule.action.place == .line:
            rule.after = try duration(value)
        default:
            let word = Word(
                text: name, column: value.column - name.count - 1, isQuoted: false)
            throw failure(word, "\(name)= does not go with this rule")
        }
    }

    /// `3` or `3..5`.
    private func range(_ word: Word) throws(FaultScript.Failure) -> ClosedRange<Int> {
        let parts = word.text.split(separator: ".", omittingEmptySubsequences: true)
        let isRange = word.text.contains("..")
        guard parts.count == (isRange ? 2 : 1), let low = parts.first.flatMap({ Int($0) }),
            let high = parts.last.flatMap({ Int($0) }), low >= 1, high >= low
        else { throw failure(word, "expected a number such as 3, or 3..5") }
        return low...high
    }

    /// `5%` or `0.25%`, in millionths.
    private func chance(_ word: Word) throws(FaultScript.Failure) -> UInt64 {
        guard word.text.hasSuffix("%"), let percent = Price(word.text.dropLast()),
            percent.tenThousandths <= 100 * Price.scale
        else { throw failure(word, "expected a chance such as 5%") }
        return UInt64(percent.tenThousandths)
    }
}
