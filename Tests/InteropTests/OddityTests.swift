import Testing

/// What does not belong to the life of an order of ours, or not at that moment.
@Suite(.enabled(if: InteropPrograms.isExpected, Comment(rawValue: InteropPrograms.hint)))
struct OddityTests {
    private static let instrument = "1=QF0501|55=INTEROP|48=4963|22=8|207=NSE|75=20260115"

    @Test("a report about an order that is not ours is parked, and the session goes on")
    func stray() async throws {
        let market = try await Market.open()
        try await market.exchange.tell(
            """
            raw order 8 37=77001|11=NOBODY|17=S1|150=F|39=1|54=2|38=50|32=10|31=100|151=40|14=10|\
            6=100|\(Self.instrument)
            """)
        // News is kept and does nothing.
        try await market.exchange.tell("raw order B 148=the exchange closes early|33=1|58=today")
        try await eventually(
            { try await market.desk.value("select count(*) from fix.parked") }, is: "1")
        try await Life.filledInParts.live(market)
        try await market.close(parked: 1)
    }

    @Test("what the exchange has lost is unknown after the next log-on, and stays reserved")
    func forgotten() async throws {
        let market = try await Market.open()
        let order = try await market.acknowledged(300)
        try await market.exchange.tell("forget \(order.clOrdID)")
        market.orders.cutAll()
        try await market.desk.reaches("unknown 0", order)
        #expect(
            try await market.desk.value(
                "select leaves_quantity from core.orders where order_id = \(order.id)") == "300")
        try await market.gateway.stop()
    }

    @Test("one question about all orders after the log-on finds out what the exchange has lost")
    func massStatus() async throws {
        let market = try await Market.open { desk in
            try await desk.value("update fix.sessions set mass_status = true")
        }
        let kept = try await market.acknowledged(70)
        let lost = try await market.acknowledged(30)
        try await market.exchange.tell("forget \(lost.clOrdID)")
        market.orders.cutAll()
        try await market.desk.reaches("unknown 0", lost)
        try await market.desk.reaches("acknowledged 0", kept)
        #expect(await market.exchange.messages("in", "order", "AF").count == 1)
        #expect(await market.exchange.messages("in", "order", "H").isEmpty)
        _ = try await market.exchange.fill(kept.clOrdID, 70)
        try await market.desk.reaches("filled 70", kept)
        try await market.gateway.stop()
    }

    @Test("the kill switch takes all orders of a session back with one message, over any cut")
    func massCancel() async throws {
        let market = try await Market.open { desk in
            try await desk.value("update fix.sessions set mass_cancel = true")
        }
        for cut in [nil, MessageRelay.Cut.inside(0), .after(1), .inside(1), .after(2), .inside(3)] {
            let first = try await market.acknowledged(12)
            let second = try await market.acknowledged(13)
            _ = try await market.exchange.fill(second.clOrdID, 3)
            try await market.desk.reaches("partially_filled 3", second)
            market.orders.plan(cut.map { [$0] } ?? [])
            try await market.desk.killSwitch()
            let id = try await market.desk.value(
                """
                select cl_ord_id from core.order_requests where kind = 'mass_cancel'
                order by order_request_id desc limit 1
                """)
            try await market.exchange.received("q", where: 11, is: id)
            try await market.exchange.tell("accept \(id)")
            try await market.desk.reaches("cancelled 0", first)
            try await market.desk.reaches("cancelled 3", second)
        }
        market.orders.plan([])
        try await market.close()
    }

    @Test("a fill is one trade whichever session tells it first")
    func oneTrade() async throws {
        let market = try await Market.open()
        let early = try await market.acknowledged(80)
        let copied = try await market.exchange.fill(early.clOrdID, 80, to: "copy")
        try await market.desk.reaches("filled 80", early)
        try await market.exchange.tell("again \(copied)")

        let late = try await market.acknowledged(60)
        let told = try await market.exchange.fill(late.clOrdID, 60, to: "order")
        try await market.desk.reaches("filled 60", late)
        #expect(try await market.desk.value("select net_quantity from core.positions") == "999920")
        #expect(
            try await market.desk.value(
                "select count(*) from core.temp_trades where state = 'provisional'") == "1")
        try await market.exchange.tell("copy \(told)")
        try await eventually(
            { try await market.desk.value("select net_quantity from core.positions") },
            is: "999860")
        try await eventually(
            {
                try await market.desk.value(
                    """
                    select count(*) from core.trades
                    where response_at is not null and drop_copy_at is not null
                    """)
            }, is: "2")
        try await market.close()
    }

    @Test("the drop copy brings the trades of the primary's orders, with their product")
    func tradesOfOthers() async throws {
        let market = try await Market.open()
        try await market.desk.value(
            """
            insert into book.orders (order_id, user_id, instrument_id, trade_date, product, side,
                order_type, quantity, filled_quantity, limit_price, status, exchange_order_id,
                placed_at, updated_at)
            values (1, 501, 601, '2026-01-15', 'CNC', 'sell', 'LIMIT', 500, 0, 101, 'open',
                '88001', now(), now())
            """)
        try await market.exchange.tell(
            """
            raw copy 8 37=88001|11=MAIN1|17=P1|1003=P1|150=F|39=1|54=2|38=500|32=200|31=101|\
            151=300|14=200|6=101|797=Y|\(Self.instrument)
            """)
        try await eventually(
            { try await market.desk.value("select net_quantity from core.positions") },
            is: "999800")
        #expect(
            try await market.desk.value("select product || ' ' || quantity from core.trades")
                == "CNC 200")
        #expect(try await market.desk.value("select count(*) from ops.position_breaks") == "0")
        #expect(try await market.desk.value("select count(*) from fix.parked") == "0")
        try await market.gateway.stop()
    }

    @Test("an idle line beats on both sides, and each answers the other's test request")
    func heartbeats() async throws {
        let market = try await Market.open { desk in
            try await desk.value("update fix.sessions set heartbeat_seconds = 4")
        }
        try await eventually(
            {
                // Again, should the line be dialled anew just then.
                try await market.exchange.tell("raw order 1 112=still there")
                try await Task.sleep(for: .milliseconds(500))
                return await market.exchange.messages("admin", "order", "0")
                    .contains { $0[112] == "still there" } ? "answered" : ""
            }, is: "answered")
        try await eventually(
            { await market.exchange.messages("admin", "order", "0").count > 3 ? "beats" : "" },
            is: "beats")
        try await Life.filledInParts.live(market)
        try await market.close()
    }

    @Test("with numbers reset at every log-on, orders go on and are asked for")
    func resets() async throws {
        let market = try await Market.open { desk in
            try await desk.value("update fix.sessions set reset_on_logon = true")
        }
        for round in 1...3 {
            let order = try await market.acknowledged(45)
            market.orders.cutAll()
            market.copies.cutAll()
            try await market.exchange.received("H", where: 11, is: order.clOrdID)
            // A copy sent before its session is open again is never sent again.
            try await eventually(
                {
                    let count = await market.exchange.messages("admin", "copy", "A").count
                    return count > round ? "open" : "\(count)"
                }, is: "open")
            try await market.isLoggedOn()
            _ = try await market.exchange.fill(order.clOrdID, 45)
            try await market.desk.reaches("filled 45", order)
        }
        let logons = await market.exchange.messages("admin", "order", "A")
        #expect(logons.count >= 4)
        #expect(logons.allSatisfy { $0[141] == "Y" && $0[34] == "1" })
        try await market.close()
    }

    @Test("two hundred orders under a line that is cut again and again: each once, none lost")
    func storm() async throws {
        let market = try await Market.open()
        try await market.exchange.tell("automatic on")
        var random = SeededGenerator.announced("interop storm")
        let cuts = (1...60).map { _ in
            Bool.random(using: &random)
                ? MessageRelay.Cut.after(Int.random(in: 1...25, using: &random))
                : .inside(Int.random(in: 0...25, using: &random))
        }
        market.orders.plan(cuts)
        market.copies.plan(cuts.reversed())
        for _ in 1...200 { _ = try await market.desk.place(10) }
        try await eventually(
            within: .seconds(300),
            {
                try await market.desk.value(
                    "select count(*) from core.orders where status = 'filled'")
            }, is: "200")
        market.orders.plan([])
        market.copies.plan([])
        try await market.close()
    }
}
