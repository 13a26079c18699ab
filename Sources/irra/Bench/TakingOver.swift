import FoundationEssentials
import PrivateDesk

/// From the moment in which the second person approves until the first order is on the wire: over
/// HTTP, with the call opened and the position looked at in between, without a person's time.
struct TakingOver: Sendable {
    private static let aim = 2.0

    let desk: BenchDesk
    let plan: BenchPlan

    func measure(_ table: inout BenchTable) async throws {
        desk.desk.narrate("bench: \(plan.takeovers) times from standby to the first order")
        let positions = try await desk.sql("select count(*) from core.positions")
        let tap = try WireTap(target: desk.desk.settings.simulatorPort)
        defer { tap.close() }
        try await standBy()
        try await desk.startGateway(port: tap.port)
        let asks = try await desk.logIn("vikram")
        let approves = try await desk.logIn("meera")
        let agent = try await desk.logIn("asha")
        var times: [Duration] = []
        for number in 0..<plan.takeovers {
            try await standBy()
            let asked = try await asks.require(
                202, "POST", "/site/activate", body: ["reason": "measured"],
                as: DemoAnswers.Approval.self)
            let started = ContinuousClock.now
            let site = try await approves.require(
                200, "POST", "/approvals/\(asked.approvalId)/approve", as: DemoAnswers.Site.self)
            guard site.mode == "active" else { throw BenchError("the mode is \(site.mode)") }
            let order = try await firstOrder(agent, run: "takeover-\(number)")
            try await desk.wait(for: "the first order on the wire") {
                tap.moment(of: order) != nil
            }
            guard let wired = tap.moment(of: order) else { throw BenchError("no order was sent") }
            times.append(wired - started)
        }
        try await desk.stopGateway()
        let all = Quantiles(times)
        table.add(
            "second approval to first order on the wire, \(positions) positions, p50 s",
            BenchTable.text(all.median / 1000), limit: BenchTable.text(Self.aim),
            ratio: BenchTable.text(all.median / 1000 / Self.aim), aim: "at most 1")
        table.add("the same, longest, s", BenchTable.text(all.p99 / 1000))
    }

    /// As the desk was before: the calls over, nothing of what was asked left.
    private func standBy() async throws {
        try await desk.sql(
            """
            update core.calls set closed_at = now() where closed_at is null;
            update core.site set mode = 'standby', mode_since = now()
            """)
    }

    private func firstOrder(_ agent: DeskClient, run: String) async throws -> String {
        let call = try await desk.openCall(agent, recording: run)
        let positions = try await agent.require(
            200, "GET", "/positions/\(call.userId)", as: [DemoAnswers.Position].self)
        guard let future = positions.first(where: { $0.product == "NRML" && $0.available > 0 })
        else { throw BenchError("the caller has no future to close") }
        let lot = try await desk.sql(
            """
            select i.lot_size from core.positions p join book.instruments i using (instrument_id) \
            where p.position_id = \(future.positionId)
            """)
        let made = try await agent.require(
            202, "POST", "/squareoff",
            body: [
                "call_id": .text(call.callId), "position_id": .number(future.positionId),
                "quantity": .number(Int64(lot) ?? 0),
            ], headers: ["Idempotency-Key": run], as: DemoAnswers.SquareOff.self)
        guard let order = made.orders.first else { throw BenchError("no order was made") }
        return order.clOrdId
    }
}
