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
        + objections("business") + [repeated, disordered]

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
    func cancel(_ order: InteropDesk.Placed) async throws -> String {
        try await desk.cancel(order)
        let request = try await desk.request("cancel", of: order)
        let message = try await exchange.received("F", where: 11, is: request)
        #expect(message[41] == order.clOrdID)
        return request
    }
}
