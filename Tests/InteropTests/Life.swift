import Testing

/// The life of one order, from its making to its end, step by step between desk and exchange. The
/// steps wait for each other and never ask how a message came, so a life can be lived over a
/// connection that is cut anywhere.
struct Life: Sendable, CustomTestStringConvertible {
    let name: String
    let live: @Sendable (Market) async throws -> Void

    var testDescription: String { name }

    static let all = survivingCuts + objections("session")

    /// Without session rejects: they are session messages, so one that was under way when the line
    /// was cut comes back as a gap fill and not as itself.
    static let survivingCuts =
        [filledInParts, refused, crossedCancel, refusedCancel, unsolicited, expired]
        + objections("business") + [repeated, disordered, replaced, crossedReplace]
        + [refusedReplace, replacedAndCancelled, restated, busted, corrected, bustedEarly]

    static let filledInParts = Life(name: "acknowledged, filled in parts") { market in
        let order = try await market.acknowledged(90)
        _ = try await market.exchange.fill(order.clOrdID, 30)
        try await market.desk.reaches("partially_filled 30", order)
        _ = try await market.exchange.fill(order.clOrdID, 60, "100.75")
        try await market.desk.reaches("filled 90", order)
    }

    static let refused = Life(name: "refused") { market in
        let order = try await market.order(40)
        try await market.exchange.tell("reject \(order.clOrdID) price out of band")
        try await market.desk.reaches("rejected 0", order)
        let reason = try await market.desk.value(
            "select reason from core.orders where order_id = \(order.id)")
        #expect(reason == "price out of band")
    }

    static let crossedCancel = Life(name: "cancelled after a fill that crossed the cancel") {
        market in
        let order = try await market.acknowledged(100)
        let request = try await market.cancel(order)
        try await market.exchange.tell("pending \(request)")
        _ = try await market.exchange.fill(order.clOrdID, 25)
        try await market.desk.reaches("cancel_pending 25", order)
        try await market.exchange.tell("accept \(request)")
        try await market.desk.reaches("cancelled 25", order)
    }

    static let refusedCancel = Life(name: "a cancel refused, then filled") { market in
        let order = try await market.acknowledged(20)
        let request = try await market.cancel(order)
        try await market.exchange.tell("refuse \(request) 2 not now")
        try await market.desk.reaches("acknowledged 0", order)
        _ = try await market.exchange.fill(order.clOrdID, 20)
        try await market.desk.reaches("filled 20", order)
    }

    static let unsolicited = Life(name: "cancelled by the exchange") { market in
        let order = try await market.acknowledged(50)
        _ = try await market.exchange.fill(order.clOrdID, 10)
        try await market.exchange.tell("cancel \(order.clOrdID)")
        try await market.desk.reaches("cancelled 10", order)
    }

    static let expired = Life(name: "expired") { market in
        let order = try await market.acknowledged(15)
        try await market.exchange.tell("expire \(order.clOrdID)")
        try await market.desk.reaches("expired 0", order)
    }

    /// What the exchange says with its rejects.
    static let objection = "no such thing"

    /// By business reject (j) and by session reject (3), each of an order and of a cancel.
    private static func objections(_ kind: String) -> [Life] {
        [
            Life(name: "refused by \(kind) reject") { market in
                let order = try await market.order(35)
                try await market.exchange.tell("\(kind) \(order.clOrdID) \(objection)")
                try await market.desk.reaches("rejected 0", order)
            },
            Life(name: "a cancel refused by \(kind) reject") { market in
                let order = try await market.acknowledged(35)
                let request = try await market.cancel(order)
                try await market.exchange.tell("\(kind) \(request) \(objection)")
                try await market.desk.reaches("acknowledged 0", order)
                _ = try await market.exchange.fill(order.clOrdID, 35)
                try await market.desk.reaches("filled 35", order)
            },
        ]
    }

    static let repeated = Life(name: "told the same fill three times") { market in
        let order = try await market.acknowledged(60)
        let execution = try await market.exchange.fill(order.clOrdID, 20)
        try await market.exchange.tell("again \(execution)")
        try await market.exchange.tell("copy \(execution)")
        try await market.desk.reaches("partially_filled 20", order)
        _ = try await market.exchange.fill(order.clOrdID, 40)
        try await market.exchange.tell("again \(execution)")
        try await market.desk.reaches("filled 60", order)
    }

    static let disordered = Life(name: "told the last report first") { market in
        let order = try await market.order(70)
        try await market.exchange.tell("hold")
        try await market.exchange.tell("ack \(order.clOrdID)")
        _ = try await market.exchange.fill(order.clOrdID, 30)
        _ = try await market.exchange.fill(order.clOrdID, 40)
        try await market.exchange.tell("release reversed")
        try await market.desk.reaches("filled 70", order)
    }
}

extension Life {
    static let replaced = Life(name: "replaced, then filled at the new price") { market in
        let order = try await market.acknowledged(90)
        let request = try await market.replace(order, to: 60, at: "99.5")
        try await market.desk.reaches("replace_pending 0", order)
        try await market.exchange.tell("pending \(request)")
        try await market.exchange.tell("accept \(request)")
        try await market.desk.reaches("acknowledged 0", order)
        #expect(try await market.desk.terms(order) == "60 99.5000")
        _ = try await market.exchange.fill(order.clOrdID, 60, "99.5")
        try await market.desk.reaches("filled 60", order)
    }

    static let crossedReplace = Life(name: "replaced by less while it was being filled") {
        market in
        let order = try await market.acknowledged(90)
        let request = try await market.replace(order, to: 70, at: "100")
        _ = try await market.exchange.fill(order.clOrdID, 40)
        try await market.desk.reaches("replace_pending 40", order)
        try await market.exchange.tell("accept \(request)")
        try await market.desk.reaches("partially_filled 40", order)
        _ = try await market.exchange.fill(order.clOrdID, 30)
        try await market.desk.reaches("filled 70", order)
    }

    static let refusedReplace = Life(name: "a replacement refused") { market in
        let order = try await market.acknowledged(50)
        _ = try await market.exchange.fill(order.clOrdID, 5)
        try await market.desk.reaches("partially_filled 5", order)
        let request = try await market.replace(order, to: 50, at: "99")
        try await market.exchange.tell("refuse \(request) 0 too late")
        try await market.desk.reaches("partially_filled 5", order)
        #expect(try await market.desk.terms(order) == "50 100.0000")
        _ = try await market.exchange.fill(order.clOrdID, 45)
        try await market.desk.reaches("filled 50", order)
    }

    static let replacedAndCancelled = Life(name: "replaced, then cancelled by its new name") {
        market in
        let order = try await market.acknowledged(30)
        let request = try await market.replace(order, to: 20, at: "101")
        try await market.exchange.tell("accept \(request)")
        try await market.desk.reaches("acknowledged 0", order)
        let cancel = try await market.cancel(order, by: request)
        try await market.exchange.tell("accept \(cancel)")
        try await market.desk.reaches("cancelled 0", order)
    }

    static let restated = Life(name: "restated by the exchange") { market in
        let order = try await market.acknowledged(80)
        try await market.exchange.tell("restate \(order.clOrdID) 55")
        try await eventually({ try await market.desk.terms(order) }, is: "55 100.0000")
        _ = try await market.exchange.fill(order.clOrdID, 55)
        try await market.desk.reaches("filled 55", order)
    }

    static let busted = Life(name: "a trade that the exchange took back") { market in
        let order = try await market.acknowledged(40)
        let execution = try await market.exchange.fill(order.clOrdID, 25)
        try await market.desk.reaches("partially_filled 25", order)
        try await market.exchange.tell("bust \(execution)")
        try await eventually({ try await market.desk.changes(order) }, is: "bust 25 0")
        try await market.exchange.tell("cancel \(order.clOrdID)")
        try await market.desk.reaches("cancelled 0", order)
    }

    static let corrected = Life(name: "a trade that the exchange corrected") { market in
        let order = try await market.acknowledged(40)
        let execution = try await market.exchange.fill(order.clOrdID, 40, "100.25")
        try await market.desk.reaches("filled 40", order)
        try await market.exchange.tell("correct \(execution) 40 100.1")
        try await eventually({ try await market.desk.changes(order) }, is: "correction 40 40")
        #expect(
            try await market.desk.value(
                "select price from core.trades where order_id = \(order.id)") == "100.1000")
    }

    static let bustedEarly = Life(name: "a bust told before its trade") { market in
        let order = try await market.acknowledged(20)
        try await market.exchange.tell("hold")
        let execution = try await market.exchange.fill(order.clOrdID, 20)
        try await market.exchange.tell("bust \(execution)")
        try await market.exchange.tell("release reversed")
        try await eventually({ try await market.desk.changes(order) }, is: "bust 20 0")
        try await market.exchange.tell("cancel \(order.clOrdID)")
        try await market.desk.reaches("cancelled 0", order)
    }

    /// Says which cut it was lived over, when it fails.
    func live(_ market: Market, over cut: String) async throws {
        do {
            try await live(market)
        } catch {
            Issue.record("\(name), cut \(cut): \(error)")
            throw error
        }
    }
}

extension Market {
    /// An order that has reached the exchange.
    func order(_ quantity: Int) async throws -> InteropDesk.Placed {
        let order = try await desk.place(quantity)
        try await exchange.received("D", where: 11, is: order.clOrdID)
        return order
    }

    /// An order in the exchange's book, as both know.
    func acknowledged(_ quantity: Int) async throws -> InteropDesk.Placed {
        let order = try await order(quantity)
        try await exchange.tell("ack \(order.clOrdID)")
        try await desk.reaches("acknowledged 0", order)
        return order
    }

    /// Asks for an order's cancel; answers the request's ClOrdID once the exchange has it.
    /// - Parameter name: the ClOrdID by which the exchange knows the order; nil for its first.
    func cancel(_ order: InteropDesk.Placed, by name: String? = nil) async throws -> String {
        try await desk.cancel(order)
        let request = try await desk.request("cancel", of: order)
        let message = try await exchange.received("F", where: 11, is: request)
        #expect(message[41] == name ?? order.clOrdID)
        return request
    }

    /// Asks for another quantity and price; answers the request's ClOrdID once the exchange has it.
    func replace(
        _ order: InteropDesk.Placed, to quantity: Int, at price: String
    ) async throws -> String {
        try await desk.modify(order, to: quantity, at: price)
        let request = try await desk.request("replace", of: order)
        let message = try await exchange.received("G", where: 11, is: request)
        #expect(message[41] == order.clOrdID)
        #expect(message[38] == "\(quantity)")
        #expect(message[44] == price)
        return request
    }
}
