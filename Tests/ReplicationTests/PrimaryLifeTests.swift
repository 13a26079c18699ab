import Foundation
import Testing

@testable import PrivateDesk

/// The primary may be dead, beyond reach, or half alive and still trading, while the desk stands in
/// for it. None of it moves a position by anything but trades, and a primary that returns changes
/// nothing until it is asked. (Dead: `CutTests`, `GoBackTests`.)
@Suite("The primary's life")
struct PrimaryLifeTests {
    @Test("beyond reach: it hangs instead of refusing; what it held comes when it is back, once")
    func beyondReach() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            let first = exchange.trade(user: 1, side: "buy", units: 5, day: sides.day)
            try await sides.record([first])
            try await sides.expectPositions(of: exchange)
            let held = exchange.trade(user: 2, side: "sell", units: 7, day: sides.day)
            try await sides.place(held)
            let postmaster = try #require(sides.primarySide.cluster.postmaster?.pid)
            // Nothing of it moves any more, and no connection is closed: a network that swallows.
            let frozen = "$(ps -o pid= --ppid \(postmaster)) \(postmaster)"
            let sender = try await sides.primary.run(
                "select pid from pg_stat_replication where application_name = 'irra_book';")
            try await Shell.run("kill -STOP \(sender.dropLast())")
            try await sides.primary.run(TwoSides.filling(held))
            try await Shell.run("kill -STOP \(frozen)")
            try await sides.eventually(
                "1",
                """
                select count(*) from core.alerts
                where kind = 'primary_unreachable' and resolved_at is null;
                """)
            try await sides.dropCopy([held])
            try await sides.change(from: "standby", to: "active")
            try await sides.deskTrades(&exchange, user: 3, units: 20)
            try await sides.expectPositions(of: exchange)
            try await sides.eventually(
                "1", "select count(*) from ops.gap_trades where trade_number = 'P2';")
            // It returns as if nothing had been. Nobody asked it for anything.
            try await Shell.run("kill -CONT \(frozen)")
            try await sides.eventually(
                "t", "select primary_at is not null from core.trades where trade_number = 'P2';")
            try await sides.expectPositions(of: exchange)
            try await sides.eventually("active", "select mode from core.site;")
            let touched = try await sides.primary.run(
                "select count(*) from book.trades where trade_number like 'D%';")
            #expect(touched == "0\n")
        }
        try await sides.stop()
    }

    @Test("half alive: it trades on beside the desk; positions are the exchange's, and people know")
    func halfAlive() async throws {
        let sides = try await TwoSides()
        try await sides.whileSyncing {
            var exchange = Exchange()
            try await sides.change(from: "standby", to: "active")
            try await sides.deskTrades(&exchange, user: 1, units: 600)
            // Its order sessions are still up: the same client sells there, too.
            let rival = exchange.trade(user: 1, side: "sell", units: 300, day: sides.day)
            try await sides.record([rival])
            try await sides.expectPositions(of: exchange)
            try await sides.eventually(
                "1",
                """
                select count(*) from core.alerts
                where kind = 'primary_still_trading' and severity = 'critical'
                    and resolved_at is null;
                """)
            // What the desk may still close is what is left: 1000 - 600 - 300.
            await #expect(throws: (any Error).self) {
                try await sides.backup.run("select exchange.square_off(1, 1, 101);")
            }
            try await sides.deskTrades(&exchange, user: 1, units: 100)
            try await sides.dropCopy([rival])
            try await sides.expectPositions(of: exchange)
        }
        try await sides.stop()
    }
}
