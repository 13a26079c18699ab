import Foundation
import Testing

@testable import PrivateDesk

/// The backup is itself two servers: a leader and a synchronous standby. When the leader dies and
/// the standby is promoted, workers find it by libpq's list of hosts, and the subscription goes on.
@Suite("The backup's own standby")
struct StandbyTests {
    /// The desk's server once more, following it.
    private func follow(_ leader: TestDesk) async throws -> TestDesk {
        let standby = try await TestDesk.start(with: .desk)
        try await standby.cluster.stop(.immediate)
        try await Shell.run(
            """
            set -e
            cd /
            as_server() {
                if [ "$(id -u)" = 0 ]; then
                    setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups -- "$@"
                else "$@"; fi
            }
            rm -rf '\(standby.cluster.dataDirectory)'
            as_server /usr/lib/postgresql/15/bin/pg_basebackup --no-sync -c fast -X stream -R \
                -D '\(standby.cluster.dataDirectory)' \
                -d "host='\(leader.cluster.socketDirectory)' port=\(leader.cluster.port) \
            user=postgres application_name=standby" > /dev/null
            """)
        try await standby.cluster.start()
        return standby
    }

    @Test("takes over: nothing that was committed is lost, and what the primary sent comes once")
    func takeOver() async throws {
        let sides = try await TwoSides()
        let standby = try await follow(sides.backupSide)
        // What the leader says is done is done there, too.
        for setting in ["synchronous_commit = 'on'", "synchronous_standby_names = 'standby'"] {
            try await sides.backup.run("alter system set \(setting);")
        }
        try await sides.backup.run("select pg_reload_conf();")
        try await sides.eventually("sync", "select sync_state from pg_stat_replication;")
        let database = sides.backup.name
        let promoted = TestDatabase(name: database, cluster: standby.cluster)
        let leaders = [sides.backupSide.cluster, standby.cluster]
        let conninfo =
            "host=\(leaders.map(\.socketDirectory).joined(separator: ","))"
            + " port=\(leaders.map { "\($0.port)" }.joined(separator: ","))"
            + " dbname=\(database) user=irra_sync target_session_attrs=read-write"
        try await sides.whileSyncing(backup: conninfo) {
            var exchange = Exchange()
            try await sides.record([
                exchange.trade(user: 1, side: "buy", units: 5, day: sides.day)
            ])
            try await sides.expectPositions(of: exchange)
            try await sides.backup.run(
                "insert into core.alerts (kind, severity, subject) values ('mark', 'info', 'x');")
            try await sides.backupSide.cluster.stop(.immediate)
            // The main site trades on while nobody listens.
            try await sides.record([
                exchange.trade(user: 2, side: "sell", units: 7, day: sides.day)
            ])
            try await promoted.run("select pg_promote();")
            let expected = String(exchange.positions.dropLast())
            try await sides.eventually(expected, TwoSides.positions, on: promoted)
            try await sides.eventually(
                "1", "select count(*) from core.alerts where kind = 'mark';", on: promoted)
            try await sides.eventually(
                "2", "select count(*) from core.trades where primary_at is not null;",
                on: promoted)
            try await sides.eventually(
                "0", "select count(*) from ops.position_breaks;", on: promoted)
            // The worker is at work there, and what comes now is folded.
            try await sides.record([
                exchange.trade(user: 3, side: "buy", units: 9, day: sides.day)
            ])
            try await sides.eventually(
                String(exchange.positions.dropLast()), TwoSides.positions, on: promoted)
            try await sides.eventually(
                "t",
                """
                select last_seen_at > now() - interval '30 seconds' from core.workers
                where kind = 'sync';
                """, on: promoted)
        }
        try await standby.stop()
        try await sides.stop()
    }
}
