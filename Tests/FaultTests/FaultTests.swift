import Testing

/// Hundreds of positions are squared off while everything that can break breaks. A run that found a
/// bug leaves its seed here as a test of its own.
@Suite(.serialized, .enabled(if: BuiltProgram.path != nil, "build the irra program first"))
struct FaultTests {
    private static let agents = 4
    /// How long the desk may take to be right again once nothing is hit any more.
    private static let recoverySeconds = 90

    @Test func `nothing is lost, done twice or over-closed, whatever is hit`() async throws {
        try await run(RunSettings())
    }

    func run(_ settings: RunSettings) async throws {
        guard let program = BuiltProgram.path else { return }
        print("fault test: seed \(settings.seed); again: \(settings.repetition)")
        var chance = SeededChance(seed: settings.seed)
        let field = try await Battlefield.make(program: program, seed: settings.seed)
        let end = ContinuousClock.now + .seconds(settings.seconds)
        let tally = Agent.Tally()
        let positions = try await field.positions()
        var agents: [Agent] = []
        for number in 1...Self.agents {
            agents.append(
                Agent(
                    number: number, conninfo: field.database.conninfo(user: "irra_front"),
                    positions: positions, tally: tally, chance: chance.branch()))
        }
        let primary = Primary(
            conninfo: field.database.conninfo(), positions: positions.map(\.id),
            chance: chance.branch())
        let attacker = Attacker(field: field, chance: chance.branch())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for agent in agents {
                group.addTask {
                    var agent = agent
                    await agent.work(until: end)
                }
            }
            group.addTask {
                var primary = primary
                await primary.work(until: end)
            }
            group.addTask {
                var attacker = attacker
                let done = try await attacker.attack(until: end)
                print("fault test: hit by \(done.joined(separator: ", "))")
            }
            try await group.waitForAll()
        }
        try await judge(field, settings, tally)
    }

    /// Everything runs again: waits for quiet, then holds the exchange's journal against the desk.
    private func judge(
        _ field: Battlefield, _ settings: RunSettings, _ tally: Agent.Tally
    ) async throws {
        try await field.desk.cluster.start()
        try field.startAll()
        let limit = ContinuousClock.now + .seconds(Self.recoverySeconds)
        var findings = ["nothing looked at yet"]
        while !findings.isEmpty, ContinuousClock.now < limit {
            try await Task.sleep(for: .seconds(1))
            findings = try await Verdict(field).findings()
        }
        print("fault test: \(tally.summary)")
        print("fault test: \(try await field.value(Self.statistics))")
        for finding in findings.prefix(20) {
            Issue.record("\(finding) [seed \(settings.seed), files in \(field.folder)]")
        }
        try await field.close()
        if findings.isEmpty { field.forget() }
    }

    private static let statistics = """
        select 'orders: ' || coalesce(string_agg(status || ' ' || n, ', ' order by status), 'none')
        from (select status, count(*) n from core.orders group by status) s
        """
}

extension Battlefield {
    func positions() async throws -> [Agent.Position] {
        let rows = try await value(
            """
            select p.position_id, p.user_id, c.call_id, i.lot_size
            from core.positions p
            join core.calls c on c.user_id = p.user_id
            join book.instruments i on i.instrument_id = p.instrument_id
            order by p.position_id
            """)
        return rows.split(separator: "\n").compactMap { row in
            let columns = row.split(separator: "|")
            guard columns.count == 4, let id = Int64(columns[0]), let user = Int64(columns[1]),
                let lot = Int64(columns[3])
            else { return nil }
            return Agent.Position(id: id, userID: user, callID: String(columns[2]), lot: lot)
        }
    }
}
