import Testing

/// The life of one order, from its making to its end, step by step between desk and exchange. The
/// steps wait for each other and never ask how a message came, so a life can be lived over a
/// connection that is cut anywhere.
struct Life: Sendable, CustomTestStringConvertible {
    let name: String
    let live: @Sendable (Market) async throws -> Void

    var testDescription: String { name }

    static let all: [Life] = [
        Life(name: "acknowledged, filled in parts") { market in
            let order = try await market.order(90)
            try await market.exchange.tell("ack \(order.clOrdID)")
            try await market.desk.reaches("acknowledged 0", order)
            _ = try await market.exchange.fill(order.clOrdID, 30)
            try await market.desk.reaches("partially_filled 30", order)
            _ = try await market.exchange.fill(order.clOrdID, 60, "100.75")
            try await market.desk.reaches("filled 90", order)
        },
        Life(name: "refused") { market in
            let order = try await market.order(40)
            try await market.exchange.tell("reject \(order.clOrdID) price out of band")
            try await market.desk.reaches("rejected 0", order)
            let reason = try await market.desk.value(
                "select reason from core.orders where order_id = \(order.id)")
            #expect(reason == "price out of band")
        },
        Life(name: "cancelled after a fill that crossed the cancel") { market in
            let order = try await market.order(100)
            try await market.exchange.tell("ack \(order.clOrdID)")
            try await market.desk.reaches("acknowledged 0", order)
            let request = try await market.cancel(order)
            try await market.exchange.tell("pending \(request)")
            _ = try await market.exchange.fill(order.clOrdID, 25)
            try await market.desk.reaches("cancel_pending 25", order)
            try await market.exchange.tell("accept \(request)")
            try await market.desk.reaches("cancelled 25", order)
        },
        Life(name: "a cancel refused, then filled") { market in
            let order = try await market.order(20)
            try await market.exchange.tell("ack \(order.clOrdID)")
            try await market.desk.reaches("acknowledged 0", order)
            let request = try await market.cancel(order)
            try await market.exchange.tell("refuse \(request) 2 not now")
            try await market.desk.reaches("acknowledged 0", order)
            _ = try await market.exchange.fill(order.clOrdID, 20)
            try await market.desk.reaches("filled 20", order)
        },
        Life(name: "cancelled by the exchange") { market in
            let order = try await market.order(50)
            try await market.exchange.tell("ack \(order.clOrdID)")
            _ = try await market.exchange.fill(order.clOrdID, 10)
            try await market.exchange.tell("cancel \(order.clOrdID)")
            try await market.desk.reaches("cancelled 10", order)
        },
        Life(name: "expired") { market in
            let order = try await market.order(15)
            try await market.exchange.tell("ack \(order.clOrdID)")
            try await market.exchange.tell("expire \(order.clOrdID)")
            try await market.desk.reaches("expired 0", order)
        },
    ]
}

extension Market {
    /// An order that has reached the exchange.
    func order(_ quantity: Int) async throws -> InteropDesk.Placed {
        let order = try await desk.place(quantity)
        try await exchange.received("D", where: 11, is: order.clOrdID)
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
