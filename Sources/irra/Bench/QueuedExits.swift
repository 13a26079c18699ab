import FoundationEssentials
import PrivateDesk

/// Many exits queued by single commits (`notify`), then brought through their full life (`life`):
/// once by pgbench without a worker, once by the gateway and the exchange.
struct QueuedExits: Sendable {
    private static let leaseSeconds = 36_000
    private static let listeners = 4

    let desk: BenchDesk
    let plan: BenchPlan

    func measure(_ table: inout BenchTable) async throws {
        let quiet = try await place("quiet")
        if plan.figures.contains(.life) {
            let limit = try await lifeWithoutWorker()
            let heard = try await placeWithListeners("heard")
            addNotify(quiet, heard, &table)
            try await addLife(limit, &table)
        } else {
            addNotify(quiet, try await placeWithListeners("heard"), &table)
        }
        if plan.figures.contains(.notify) { try await addNotifyAlways(quiet, &table) }
        // What was queued only to be counted is not sent by whatever is measured next.
        try await desk.run("discard_queued.sql")
    }

    private func addNotifyAlways(_ quiet: LoadResult, _ table: inout BenchTable) async throws {
        try await desk.sql("alter table queue.dispatch enable trigger notify_always")
        let always = try await placeWithListeners("always")
        try await desk.sql("alter table queue.dispatch disable trigger notify_always")
        table.add(
            "the same if every commit notified", BenchTable.text(always.rate),
            limit: "without listeners \(BenchTable.text(quiet.rate))",
            ratio: BenchTable.text(always.rate / quiet.rate), aim: "what queue.wake avoids")
    }

    // MARK: Queueing

    private func place(_ run: String) async throws -> LoadResult {
        desk.desk.narrate("bench: \(plan.exits) exits by \(plan.writers) clients (\(run))")
        try await desk.run("targets.sql", ["exits": "\(plan.exits)"])
        try await desk.sql("vacuum analyze")
        return try await desk.load(
            "place_exits.pgbench", clients: plan.writers,
            transactions: plan.exits / plan.writers,
            ["k": "-1", "clients": "\(plan.writers)", "run": run])
    }

    /// The same while others listen, one of them a worker that falls asleep as soon as it is woken.
    private func placeWithListeners(_ run: String) async throws -> LoadResult {
        let desk = desk
        return try await withThrowingTaskGroup(of: LoadResult?.self) { group in
            for _ in 0..<Self.listeners {
                group.addTask {
                    let connection = try await desk.connect()
                    _ = try await connection.query("listen irra_wake", [])
                    while !Task.isCancelled { try? await Task.sleep(for: .seconds(1)) }
                    await connection.close()
                    return nil
                }
            }
            group.addTask {
                let connection = try await desk.connect()
                while !Task.isCancelled {
                    _ = try await connection.query(
                        "update queue.channels set asleep = true where not asleep", [])
                    try? await Task.sleep(for: .milliseconds(10))
                }
                await connection.close()
                return nil
            }
            group.addTask { try await place(run) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw BenchError("the exits were not placed")
        }
    }

    private func addNotify(_ quiet: LoadResult, _ heard: LoadResult, _ table: inout BenchTable) {
        guard plan.figures.contains(.notify) else { return }
        table.add(
            "single orders committed a second by \(plan.writers) clients, worker and listeners",
            BenchTable.text(heard.rate),
            limit: "without listeners \(BenchTable.text(quiet.rate))",
            ratio: BenchTable.text(heard.rate / quiet.rate), aim: "at least 0.9")
    }

    // MARK: The full life

    /// Orders a second that the SQL functions alone reach, two connections as the gateway has.
    private func lifeWithoutWorker() async throws -> Double {
        desk.desk.narrate("bench: the full life without a worker")
        let epochs = try await desk.sql(
            """
            select (fix.acquire('\(BenchDesk.orderSession)', 'bench', \(Self.leaseSeconds))).epoch \
            || '|' || \
            (fix.acquire('\(BenchDesk.dropCopySession)', 'bench', \(Self.leaseSeconds))).epoch
            """
        ).split(separator: "|").map(String.init)
        guard epochs.count == 2 else { throw BenchError("the sessions are led by another") }
        try await desk.run("lend_numbers.sql")
        let batches = try await desk.run(
            "reports.sql",
            [
                "batch": "\(plan.batch)", "orders": BenchDesk.orderSession,
                "drop_copy": BenchDesk.dropCopySession,
            ])
        guard let batches = Int(batches), batches > 0 else {
            throw BenchError("no exits are queued")
        }
        try await desk.sql("checkpoint")
        let desk = desk
        let batch = plan.batch
        let started = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                _ = try await desk.load(
                    "limit_orders.pgbench", transactions: batches,
                    [
                        "k": "-1", "session": BenchDesk.orderSession, "batch": "\(batch)",
                        "epoch": epochs[0],
                    ])
            }
            group.addTask {
                _ = try await desk.load(
                    "limit_drop_copy.pgbench", transactions: batches,
                    [
                        "k": "-1", "session": BenchDesk.dropCopySession,
                        "orders": BenchDesk.orderSession, "epoch": epochs[1],
                    ])
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        try await desk.run("return_numbers.sql")
        guard try await desk.run("progress.sql") == "0|0" else {
            throw BenchError("the run without a worker left orders open")
        }
        return Double(plan.exits) / seconds
    }

    private func addLife(_ limit: Double, _ table: inout BenchTable) async throws {
        desk.desk.narrate("bench: the full life through gateway and exchange")
        try await desk.sql("checkpoint")
        let since = try await desk.sql("select clock_timestamp()")
        try await desk.startGateway()
        try await desk.wait(for: "the end of all orders", within: BenchDesk.longPatience) {
            try await desk.run("progress.sql") == "0|0"
        }
        let fields = try await desk.run("full_life.sql", ["since": since])
            .split(separator: "|").map(String.init)
        try await desk.stopGateway()
        guard fields.count == 4, let seconds = Double(fields[0]), let done = Double(fields[1]),
            seconds > 0
        else { throw BenchError("the orders left no times: \(fields)") }
        table.add(
            "orders a second, queued to position, \(plan.exits) queued at once",
            BenchTable.text(done / seconds),
            limit: "SQL without a worker \(BenchTable.text(limit))",
            ratio: BenchTable.text(done / seconds / limit), aim: "at least 0.7; at least 5,000/s")
        if fields[2] != "0" || fields[3] != "0" {
            table.note("\(fields[2]) of these orders were not filled, \(fields[3]) messages parked")
        }
    }
}
