import PrivateDesk

extension MainSite {
    /// Steps 3 and 4: the main site trades and replication follows; then its database dies between
    /// the exchange's fill and its own record of it, and the drop copy supplies what was lost.
    func liveAndDie(caller: DemoCaller, demo: Demo) async throws {
        try await whileConnected { [self] in
            demo.step(3, "Replication: a trade on the primary is seen on the backup")
            let first = try await sell(1, caller)
            let orderID = try await keep(first, caller, demo)
            _ = try await demo.sql.primary(
                "demo_record_trade",
                [
                    "order_id": orderID, "trade_number": first.execution.tradeNumber,
                    "quantity": "\(caller.lotSize)", "price": first.execution.price,
                ])
            try await follow(first, caller, demo, left: caller.quantity - caller.lotSize)

            demo.step(4, "The primary dies in mid-trade")
            let lost = try await sell(2, caller)
            _ = try await keep(lost, caller, demo)
            _ = try await demo.wait(for: "the order in the replica") {
                try await demo.sql.backup("demo_replicated", lost.key).first?.first ?? ""
            } until: {
                $0 == "t"
            }
            try await demo.desk.primary.stop(.immediate)
            demo.say(
                "trade \(lost.execution.tradeNumber) is done at the exchange; the primary was"
                    + " stopped hard before it could record it")
        }
        let left = caller.quantity - 2 * caller.lotSize
        _ = try await demo.wait(for: "the position with the lost trade") {
            try await demo.position(of: caller)
        } until: {
            $0 == ["\(left)", "2"]
        }
        demo.say("the drop copy supplied it: the backup says \(left), which is true")
    }

    /// An order of the main site with what the exchange said.
    private struct Sale: Sendable {
        let order: Order
        let execution: Execution

        var key: [String: String] {
            [
                "cl_ord_id": order.clOrdID, "trade_number": execution.tradeNumber,
                "exchange_order_id": execution.exchangeOrderID,
            ]
        }
    }

    /// Sells one lot of the caller's position at the market.
    private func sell(_ number: Int, _ caller: DemoCaller) async throws -> Sale {
        let order = Order(
            clOrdID: "MAIN-\(number)", account: caller.brokerID, symbol: caller.symbol,
            token: caller.token, side: "sell", quantity: caller.lotSize,
            limitPrice: caller.lastPrice)
        return Sale(order: order, execution: try await trade(order))
    }

    /// The order as the primary's book has it; its id there.
    private func keep(_ sale: Sale, _ caller: DemoCaller, _ demo: Demo) async throws -> String {
        let row = try await demo.sql.primary(
            "demo_place_order",
            caller.key.merging(sale.key) { $1 }.merging([
                "product": caller.product, "side": sale.order.side,
                "quantity": "\(sale.order.quantity)", "limit_price": sale.order.limitPrice,
            ]) { $1 })
        guard let id = row.first?.first else { throw DemoError("the primary kept no order") }
        return id
    }

    private func follow(
        _ sale: Sale, _ caller: DemoCaller, _ demo: Demo, left: Int64
    ) async throws {
        _ = try await demo.wait(for: "the trade in the replica") {
            try await demo.sql.backup("demo_replicated", sale.key).first ?? []
        } until: {
            $0 == ["t", "t"]
        }
        _ = try await demo.wait(for: "the position on the backup") {
            try await demo.position(of: caller)
        } until: {
            $0 == ["\(left)", "1"]
        }
        let trade = ["trade_number": sale.execution.tradeNumber]
        let sources = try await demo.wait(for: "both sources of the trade") {
            try await demo.sql.backup("demo_sources", trade).first?.first ?? ""
        } until: {
            $0.contains("primary") && $0.contains("drop copy")
        }
        demo.say(
            "sold \(sale.order.quantity) at \(sale.execution.price): the backup's position is"
                + " \(left); trade \(sale.execution.tradeNumber) is known from \(sources)")
        for line in try await demo.sql.backup("demo_replication") {
            demo.say("ops.replication: \(line.joined(separator: "|"))")
        }
    }
}
