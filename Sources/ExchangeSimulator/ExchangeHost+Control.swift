/// What a person or a test says while the exchange runs: an action of a script, carried out now, a
/// rule, or a question.
extension ExchangeHost {
    /// Rows shown at most.
    static let maximumRows = 1000

    /// Answers one line: `ok …` or `error …`, with rows in between for a question.
    func command(_ text: String) -> [String] {
        do {
            var reader = try ScriptReader(text, line: 1)
            guard let word = reader.peek() else { return ["error nothing was said"] }
            switch word.text {
            case "show":
                _ = reader.next()
                return try show(&reader)
            case "forget":
                _ = reader.next()
                try reader.need(word: "rules")
                try reader.end()
                injector.forget()
                return ["ok"]
            case "on", "at":
                injector.add(try reader.rule(), now: now())
                return ["ok"]
            default: break
            }
            let action = try reader.action()
            try reader.end()
            guard action.place == .anywhere || action.place == .line, !action.namesThis else {
                return ["error this action needs a message: write a rule (on … do …)"]
            }
            let done = try perform(action, Exchange.Subject(), nil, line: 0, "control")
            return ["ok \(done)"]
        } catch let failure as FaultScript.Failure {
            return ["error column \(failure.column): \(failure.reason)"]
        } catch {
            return ["error \(error)"]
        }
    }

    private func show(_ reader: inout ScriptReader) throws(FaultScript.Failure) -> [String] {
        let word = try reader.need("orders, trades, sessions or rules")
        try reader.end()
        let rows: [String]
        switch word.text {
        case "orders":
            rows = exchange.liveOrders().map { order in
                "\(order.orderID) \(order.session) \(order.clOrdID) \(order.instrument.symbol) "
                    + "\(order.side) \(order.filled)/\(order.quantity) "
                    + (order.limit?.description ?? "market")
            }
        case "trades":
            rows = exchange.trades.suffix(Self.maximumRows).map { trade in
                "\(trade.number) \(trade.quantity)@\(trade.price)"
                    + (trade.isBusted ? " busted" : "")
                    + (trade.corrections > 0 ? " corrected" : "")
            }
        case "sessions":
            rows = exchange.sessions.sorted { $0.key < $1.key }.map { name, record in
                "\(name) \(lines.connected.contains(name) ? "up" : "down") "
                    + "next-out=\(record.nextOutbound) next-in=\(record.nextInbound) "
                    + "waiting=\(record.waitingCount)"
            }
        case "rules": rows = injector.report
        default:
            throw reader.failure(word, "expected orders, trades, sessions or rules")
        }
        return rows.suffix(Self.maximumRows) + ["ok \(rows.count)"]
    }
}
