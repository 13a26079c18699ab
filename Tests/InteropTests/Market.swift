import Testing

/// The desk, its gateway and the QuickFIX exchange, with a relay on each of the two sessions.
struct Market {
    let exchange: QuickFIXExchange
    let orders: MessageRelay
    let copies: MessageRelay
    let desk: InteropDesk
    let gateway: RunningGateway

    /// - Parameter change: what is different about this desk, before its gateway starts.
    static func open(
        _ change: (InteropDesk) async throws -> Void = { _ in }
    ) async throws -> Market {
        let exchange = try await QuickFIXExchange.open()
        let orders = try await MessageRelay(target: exchange.port)
        let copies = try await MessageRelay(target: exchange.port)
        let desk = try await InteropDesk.make(orderPort: orders.port, copyPort: copies.port)
        try await change(desk)
        let market = Market(
            exchange: exchange, orders: orders, copies: copies, desk: desk,
            gateway: desk.gateway())
        try await market.isLoggedOn()
        return market
    }

    func isLoggedOn() async throws {
        try await eventually(
            {
                try await desk.value(
                    """
                    select count(*) from fix.session_state where status = 'logged_on'
                    """)
            }, is: "2")
    }

    /// Holds the exchange's own record against the desk's, then ends everything.
    /// - Parameter parked: messages that were meant to be parked.
    func close(parked: Int = 0) async throws {
        try await hold(parked: parked)
        try await gateway.stop()
        try await orders.close()
        try await copies.close()
        try await exchange.close()
        try await desk.drop()
    }

    func hold(parked: Int = 0) async throws {
        try await isLoggedOn()
        let accepted = try await exchange.accepted()
        #expect(Set(accepted).count == accepted.count, "a ClOrdID was accepted twice")
        #expect(await exchange.count(ofLinesThatStart: "duplicate ") == 0)
        #expect(await exchange.count(ofLinesThatStart: "error ") == 0)
        #expect(await exchange.complaints() == [])
        #expect(
            try await desk.value(
                "select string_agg(cl_ord_id, ' ' order by cl_ord_id) from core.orders")
                == accepted.sorted().joined(separator: " "))
        try await holdOrders()
        #expect(try await desk.value("select count(*) from ops.position_breaks") == "0")
        let reasons = try await desk.value(
            "select string_agg(reason, '; ') from fix.parked")
        #expect(
            try await desk.value("select count(*) from fix.parked") == "\(parked)", "\(reasons)")
        try await eventually(
            { try await desk.value("select count(*) from queue.dispatch") }, is: "0")
    }

    private func holdOrders() async throws {
        for (clOrdID, state) in try await exchange.book() {
            try await eventually(
                {
                    try await desk.value(
                        """
                        select status || ' ' || cumulative_quantity from core.orders
                        where cl_ord_id = '\(clOrdID)'
                        """)
                }, is: state)
        }
        let executed = try await exchange.book().values
            .compactMap { Int($0.split(separator: " ")[1]) }.reduce(0, +)
        try await eventually(
            {
                try await desk.value(
                    """
                    select coalesce(sum(quantity), 0) from core.trades where busted_at is null
                    """)
            }, is: "\(executed)")
        #expect(
            try await desk.value("select net_quantity from core.positions")
                == "\(1_000_000 - executed)")
    }
}
