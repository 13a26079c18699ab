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
        "cut after and inside each single message of a life, nothing is lost and nothing done twice",
        arguments: Life.all)
    func cuts(life: Life) async throws {
        let market = try await Market.open()
        let count = try await length(of: life, market)
        for place in 0...count {
            for cut in [MessageRelay.Cut.after(place + 1), .inside(place)] {
                market.orders.plan([cut])
                do {
                    try await life.live(market)
                } catch {
                    Issue.record("cut \(cut): \(error)")
                    throw error
                }
                #expect(place >= count || market.orders.cutsLeft == 0, "never cut \(cut)")
            }
        }
        market.orders.plan([])
        try await market.close()
    }

    /// How many messages of both directions an undisturbed life takes on the order session.
    private func length(of life: Life, _ market: Market) async throws -> Int {
        market.orders.plan([])
        try await life.live(market)
        return market.orders.passed
    }
}
