import FoundationEssentials
import PrivateDesk

/// From an HTTP request to its bytes at the exchange, one order at a time on a desk that sleeps
/// between them.
struct RequestToWire: Sendable {
    /// Long enough for everything that one order starts to be over and for the workers to sleep.
    private static let pause: Duration = .milliseconds(100)
    private static let patience: Duration = .seconds(5)
    private static let warmUp = 10

    struct Times: Sendable {
        /// Until the order's bytes came out of the line.
        let wire: Quantiles
        /// Until the answer: decided and committed.
        let answer: Quantiles
        /// One bare commit, between the requests: the desk slept before it, too.
        let commit: Quantiles
    }

    let desk: BenchDesk
    let plan: BenchPlan

    /// Fills the tables up to `history` finished orders, of which `from` are there, and measures.
    func measure(history: Int, from: Int) async throws -> Times {
        try await write(from: from, through: history)
        desk.desk.narrate(
            "bench: \(plan.samples) requests to the wire, \(history) finished orders")
        let tap = try WireTap(target: desk.desk.settings.simulatorPort)
        defer { tap.close() }
        try await desk.startGateway(port: tap.port)
        let times = try await requests(tap, run: "wire-\(history)")
        try await desk.stopGateway()
        return times
    }

    /// - Parameter busy: bare commits one after the other, on caches that are warm.
    func add(_ times: Times, busy: Quantiles, to table: inout BenchTable) {
        let twice = 2 * times.commit.median
        table.add(
            "HTTP request to bytes on the wire, idle desk, p50 ms",
            BenchTable.text(times.wire.median),
            limit: "two bare commits on the idle desk \(BenchTable.text(twice))",
            ratio: BenchTable.text(times.wire.median / twice), aim: "at most 3")
        table.add(
            "the same, against commits without a pause", BenchTable.text(times.wire.median),
            limit: "two of them \(BenchTable.text(2 * busy.median))",
            ratio: BenchTable.text(times.wire.median / (2 * busy.median)))
        table.add(
            "the same, p99 ms", BenchTable.text(times.wire.p99), limit: "20",
            ratio: BenchTable.text(times.wire.p99 / 20), aim: "at most 1")
        table.add(
            "of it until the answer: decided and committed, p50 ms",
            BenchTable.text(times.answer.median),
            limit: "one bare commit \(BenchTable.text(times.commit.median))",
            ratio: BenchTable.text(times.answer.median / times.commit.median))
    }

    func add(_ base: Times, long: Times, to table: inout BenchTable) {
        table.add(
            "the same, p50 ms, \(plan.longHistory) finished orders",
            BenchTable.text(long.wire.median),
            limit: "with \(plan.shortHistory): \(BenchTable.text(base.wire.median))",
            ratio: BenchTable.text(long.wire.median / base.wire.median), aim: "at most 1.1")
    }

    private func write(from first: Int, through last: Int) async throws {
        let step = 500_000
        try await desk.run("targets.sql", ["exits": "1"])
        try await desk.run("history_begin.sql")
        var done = first
        while done < last {
            let next = min(done + step, last)
            try await desk.run("history.sql", ["first": "\(done + 1)", "last": "\(next)"])
            desk.desk.narrate("bench: \(next) finished orders in the tables")
            done = next
        }
        try await desk.run("history_done.sql")
    }

    private func requests(_ tap: WireTap, run: String) async throws -> Times {
        let client = try await desk.logIn("asha")
        let caller = BenchDesk.caller
        // Whoever was measured before may have left it open, and a client has one call at a time.
        try await desk.sql(
            """
            update core.calls c set closed_at = now() from book.users u \
            where u.user_id = c.user_id and u.broker_id = '\(caller.brokerID)' \
            and c.closed_at is null
            """)
        let call = try await desk.openCall(client, recording: run)
        let positions = try await client.require(
            200, "GET", "/positions/\(call.userId)", as: [DemoAnswers.Position].self)
        // They take turns: a client closes a position in a few orders, not in hundreds.
        let futures = positions.filter { $0.product == "NRML" }
        guard !futures.isEmpty else { throw BenchError("the caller has no future to close") }
        var lots: [Int64] = []
        for future in futures {
            let lot = try await desk.sql(
                """
                select i.lot_size from core.positions p \
                join book.instruments i using (instrument_id) \
                where p.position_id = \(future.positionId)
                """)
            guard let lot = Int64(lot) else { throw BenchError("the caller's future has no lot") }
            lots.append(lot)
        }
        let bare = try await desk.connect()
        var (wires, answers, commits): ([Duration], [Duration], [Duration]) = ([], [], [])
        for number in 0..<(plan.samples + Self.warmUp) {
            try await Task.sleep(for: Self.pause)
            let commit = try await BareLimits.commit(over: bare)
            try await Task.sleep(for: Self.pause)
            let turn = number % futures.count
            let started = ContinuousClock.now
            let made = try await client.require(
                202, "POST", "/squareoff",
                body: [
                    "call_id": .text(call.callId),
                    "position_id": .number(futures[turn].positionId),
                    "quantity": .number(lots[turn]),
                ], headers: ["Idempotency-Key": "\(run)-\(number)"], as: DemoAnswers.SquareOff.self)
            let answered = ContinuousClock.now
            guard let order = made.orders.first else { throw BenchError("no order was made") }
            let wired = try await moment(of: order.clOrdId, tap)
            if number >= Self.warmUp {
                wires.append(wired - started)
                answers.append(answered - started)
                commits.append(commit)
            }
        }
        await bare.close()
        return Times(
            wire: Quantiles(wires), answer: Quantiles(answers), commit: Quantiles(commits))
    }

    private func moment(of clOrdID: String, _ tap: WireTap) async throws
        -> ContinuousClock.Instant
    {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            if let moment = tap.moment(of: clOrdID) { return moment }
            guard ContinuousClock.now < deadline else {
                throw BenchError("order \(clOrdID) did not reach the exchange")
            }
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
