import FoundationEssentials
import Testing

/// Everything at once, by chance: trades, lost and told in any order, cuts, crashes, an outage with
/// the desk's own trades, and the way back. `IRRA_REPLICATION_SEED` and `IRRA_REPLICATION_SECONDS`
/// repeat or lengthen it.
@Suite("Replication by chance")
struct ChanceTests {
    private static let environment = ProcessInfo.processInfo.environment

    @Test("whatever happens, positions are the exchange's and the primary ends with the union")
    func chance() async throws {
        let seed =
            Self.environment["IRRA_REPLICATION_SEED"].flatMap(UInt64.init)
            ?? UInt64.random(in: 1...999_999)
        let seconds = Self.environment["IRRA_REPLICATION_SECONDS"].flatMap(Int.init) ?? 20
        print("IRRA_REPLICATION_SEED=\(seed) IRRA_REPLICATION_SECONDS=\(seconds)")
        var chance = SeededChance(seed: seed)
        let sides = try await TwoSides()
        var exchange = Exchange()
        try await sides.whileSyncing {
            let end = ContinuousClock.now + .seconds(seconds)
            while ContinuousClock.now < end {
                try await step(sides, &exchange, &chance)
            }
            try await sides.expectPositions(of: exchange)
            // The outage.
            let lost = exchange.trade(user: 1, side: "sell", units: 1, day: sides.day)
            try await sides.place(lost)
            try await sides.primarySide.cluster.stop(.immediate)
            try await sides.dropCopy([lost])
            try await sides.change(from: "standby", to: "active")
            for _ in 0..<5 {
                try await sides.deskTrades(
                    &exchange, user: Int.random(in: 1...Side.clients, using: &chance),
                    units: Int.random(in: 1...20, using: &chance))
            }
            try await sides.primarySide.cluster.start()
            try await sides.change(from: "active", to: "returning")
            try await sides.eventually("sealed", "select state from sync.failbacks;")
            try await sides.subscribeToDesk()
            try await sides.handOver()
            try await sides.eventually("acknowledged", "select state from sync.failbacks;")
            try await sides.expectUnion(of: exchange)
            try await sides.expectPositions(of: exchange)
        }
        try await sides.stop()
    }

    private func step(
        _ sides: TwoSides, _ exchange: inout Exchange, _ chance: inout SeededChance
    ) async throws {
        var batch: [Exchange.Trade] = []
        for _ in 0..<Int.random(in: 1...20, using: &chance) {
            batch.append(
                exchange.trade(
                    user: Int.random(in: 1...Side.clients, using: &chance),
                    instrument: Int.random(in: 1...2, using: &chance),
                    side: chance.percent(50) ? "buy" : "sell",
                    units: Int.random(in: 1...5, using: &chance), day: sides.day))
        }
        let toldFirst = chance.percent(30)
        if toldFirst { try await sides.dropCopy(batch) }
        try await sides.record(batch)
        if !toldFirst, chance.percent(50) {
            try await sides.dropCopy(batch.shuffled(using: &chance))
        }
        switch Int.random(in: 0..<10, using: &chance) {
        case 0:
            try await sides.primarySide.cluster.stop(.immediate)
            try await sides.primarySide.cluster.start()
        case 1:
            try await sides.backupSide.cluster.stop(.immediate)
            try await sides.backupSide.cluster.start()
        case 2...4:
            try await sides.backup.run(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where backend_type = 'logical replication worker';
                """)
        default: break
        }
    }
}
