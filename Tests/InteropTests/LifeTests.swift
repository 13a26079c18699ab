import Testing

@Suite(.enabled(if: InteropPrograms.isExpected, Comment(rawValue: InteropPrograms.hint)))
struct LifeTests {
    @Test("every life of an order is lived with an engine we did not write")
    func lives() async throws {
        let market = try await Market.open()
        for life in Life.all { try await life.live(market) }
        try await market.close()
    }

    @Test(
        "cut after and inside each message of a life, nothing is lost and nothing done twice",
        arguments: Life.survivingCuts)
    func cuts(life: Life) async throws {
        // The messages are counted: no question of the clock among them on a slow machine.
        let market = try await Market.open { desk in
            try await desk.value(
                "update core.settings set value = '0' where name = 'answer_wait_seconds'")
        }
        try await market.orders.quiet()
        market.orders.plan([])
        try await life.live(market)
        try await market.orders.quiet()
        let count = market.orders.passed
        for place in 0...count {
            for cut in [MessageRelay.Cut.after(place + 1), .inside(place)] {
                market.orders.plan([cut])
                try await life.live(market, over: "\(cut)")
                // A life can be over before its last message has passed.
                if place < count {
                    try await eventually(
                        { "\(cut): \(market.orders.cutsLeft) left" }, is: "\(cut): 0 left")
                }
            }
        }
        market.orders.plan([])
        try await market.close()
    }

    @Test("cut again at each message of the recovery, it recovers all the same")
    func cutsOfRecovery() async throws {
        let market = try await Market.open()
        for first in 0...4 {
            for second in 0...5 {
                let cuts = [MessageRelay.Cut.inside(first), .inside(second), .after(second + 1)]
                market.orders.plan(cuts)
                try await Life.crossedCancel.live(market, over: "\(cuts)")
            }
        }
        market.orders.plan([])
        try await market.close()
    }

    @Test("the drop copy may be cut after and inside each of its messages")
    func cutsOfDropCopy() async throws {
        let market = try await Market.open()
        for place in 0...5 {
            for cut in [MessageRelay.Cut.after(place + 1), .inside(place)] {
                market.copies.plan([cut])
                market.orders.plan([cut])
                try await Life.filledInParts.live(market, over: "\(cut)")
                try await Life.repeated.live(market, over: "\(cut)")
            }
        }
        market.copies.plan([])
        market.orders.plan([])
        try await market.close()
    }

    @Test("the exchange may be killed after each thing it did, and remembers all it said yes to")
    func killsOfExchange() async throws {
        let market = try await Market.open()
        await market.exchange.dieAfterEachCommand(true)
        for life in [Life.filledInParts, .refused, .crossedCancel, .refusedCancel, .unsolicited] {
            try await life.live(market)
        }
        await market.exchange.dieAfterEachCommand(false)
        try await market.close()
    }
}
