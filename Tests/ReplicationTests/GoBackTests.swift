import Testing

/// The desk stood in, traded, and hands back.
@Suite("Going back")
struct GoBackTests {
    @Test("what the desk did and what the primary lost are in its book, interrupted at every point")
    func interrupted() async throws {
        let sides = try await TwoSides()
        var exchange = Exchange()
        try await sides.whileSyncing {
            let known = exchange.trade(user: 1, side: "buy", units: 5, day: sides.day)
            try await sides.record([known])
            try await sides.expectPositions(of: exchange)
            let lost = exchange.trade(user: 2, side: "sell", units: 7, day: sides.day)
            try await sides.place(lost)
            try await sides.primarySide.cluster.stop(.immediate)
            try await sides.dropCopy([lost])
            try await sides.change(from: "standby", to: "active")
            try await sides.deskTrades(&exchange, user: 1, units: 100)
            try await sides.expectPositions(of: exchange)
            // Back, and nothing of it is changed by that.
            try await sides.primarySide.cluster.start()
            try await sides.expectPositions(of: exchange)
            #expect(try await sides.primary.run("select count(*) from book.trades;") == "1\n")

            try await sides.deskTrades(&exchange, user: 3, units: 50, confirm: false)
            try await sides.change(from: "active", to: "returning")
            try await sides.eventually("open", "select state from sync.failbacks;")
            // The desk's database loses power while it collects.
            try await sides.backupSide.cluster.stop(.immediate)
            try await sides.backupSide.cluster.start()
            try await sides.confirmDesk(exchange)
            try await sides.eventually("sealed", "select state from sync.failbacks;")
        }
        try await sides.subscribeToDesk()
        // The first copy is cut.
        try await sides.primary.run(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where backend_type = 'logical replication worker';
            """)
        try await sides.enableDesk()
        try await sides.eventually(
            "t", "select count(*) > 5 and bool_and(ok) from desk.compare();", on: sides.primary)
        // Power goes in the middle of merging.
        async let merging: String = sides.primary.run(
            "begin; select desk.merge(); select pg_sleep(600); commit;")
        try await sides.eventually(
            "1", "select count(*) from pg_stat_activity where wait_event = 'PgSleep';",
            on: sides.primary)
        try await sides.primarySide.cluster.stop(.immediate)
        _ = try? await merging
        try await sides.primarySide.cluster.start()
        #expect(try await sides.primary.run("select count(*) from book.trades;") == "1\n")
        try await sides.primary.run("select desk.merge();")
        try await sides.primary.run("select desk.merge();")
        try await sides.expectUnion(of: exchange)
        #expect(try await sides.primary.run("select count(*) from desk.conflicts;") == "0\n")
        try await sides.primary.run("select desk.acknowledge();")
        try await sides.whileSyncing {
            try await sides.eventually("acknowledged", "select state from sync.failbacks;")
            try await sides.eventually(
                "0", "select count(*) from core.trades where primary_at is null;")
            try await sides.expectPositions(of: exchange)
        }
        try await sides.stop()
    }

    @Test("a trade that comes after the acknowledgement asks for another")
    func late() async throws {
        let sides = try await TwoSides()
        var exchange = Exchange()
        try await sides.whileSyncing {
            try await sides.change(from: "standby", to: "active")
            try await sides.deskTrades(&exchange, user: 1, units: 10)
            try await sides.change(from: "active", to: "returning")
            try await sides.eventually("sealed", "select state from sync.failbacks;")
            try await sides.subscribeToDesk()
            try await sides.handOver()
            try await sides.eventually("acknowledged", "select state from sync.failbacks;")
            let late = exchange.trade(user: 8, side: "buy", units: 4, day: sides.day)
            try await sides.place(late)
            try await sides.dropCopy([late])
            try await sides.eventually(
                "sealed|2", "select state, seal_number from sync.failbacks;")
            try await sides.handOver()
            try await sides.eventually("acknowledged", "select state from sync.failbacks;")
        }
        try await sides.expectUnion(of: exchange)
        try await sides.stop()
    }

    @Test("a primary that comes back with old data gets everything, and moves no position")
    func oldData() async throws {
        let sides = try await TwoSides()
        var exchange = Exchange()
        try await sides.whileSyncing {
            try await sides.record([
                exchange.trade(user: 1, side: "buy", units: 5, day: sides.day)
            ])
            try await sides.expectPositions(of: exchange)
            // The backup that it is restored from later.
            try await sides.primarySide.cluster.stop(.fast)
            let data = sides.primarySide.cluster.dataDirectory
            try await Shell.run("cp -a '\(data)' '\(data).old'")
            try await sides.primarySide.cluster.start()
            for user in 2...6 {
                try await sides.record([
                    exchange.trade(user: user, side: "sell", units: user, day: sides.day)
                ])
            }
            try await sides.expectPositions(of: exchange)
            try await sides.primarySide.cluster.stop(.immediate)
            try await Shell.run("rm -rf '\(data)' && mv '\(data).old' '\(data)'")
            try await sides.change(from: "standby", to: "active")
            try await sides.primarySide.cluster.start()
            try await sides.deskTrades(&exchange, user: 2, units: 20)
            try await sides.expectPositions(of: exchange)
            try await sides.change(from: "active", to: "returning")
            try await sides.eventually("sealed", "select state from sync.failbacks;")
            try await sides.subscribeToDesk()
            try await sides.handOver()
            try await sides.eventually("acknowledged", "select state from sync.failbacks;")
            try await sides.expectUnion(of: exchange)
            try await sides.copyAgain()
            try await sides.expectPositions(of: exchange)
        }
        try await sides.stop()
    }

    @Test("a primary that still sends is told of, and no position is wrong by it")
    func halfAlive() async throws {
        let sides = try await TwoSides()
        var exchange = Exchange()
        try await sides.whileSyncing {
            try await sides.change(from: "standby", to: "active")
            try await sides.deskTrades(&exchange, user: 1, units: 100)
            let other = exchange.trade(user: 1, side: "sell", units: 900, day: sides.day)
            try await sides.record([other])
            try await sides.dropCopy([other])
            try await sides.expectPositions(of: exchange)
            try await sides.eventually(
                "1", "select count(*) from core.alerts where kind = 'primary_still_trading';")
        }
        try await sides.stop()
    }
}
