import FoundationEssentials
import PrivateDesk

/// From `returning` until the desk has the primary's acknowledgement of everything it did:
/// collected and sealed by `irra sync`, carried by the primary's own subscription, compared, merged
/// and acknowledged as the runbook says, without a person's time.
struct GoingBack: Sendable {
    private static let aim = 60.0
    private static let role = "irra_failback"

    let desk: BenchDesk
    let plan: BenchPlan

    func measure(_ table: inout BenchTable) async throws {
        desk.desk.narrate("bench: \(plan.handedBack) orders and trades go back to the primary")
        try await prepare()
        let address = try RolePasswords(cluster: desk.desk.backup, secrets: desk.desk.home.secrets)
            .conninfo(role: Self.role, database: Settings.backupDatabase)
        try await desk.startSync()
        let clock = ContinuousClock()
        let started = clock.now
        try await change(from: "active", to: "returning")
        try await awaitState("sealed")
        let sealed = clock.now
        try await desk.desk.primary.run(
            file: desk.desk.project.path("replication/failback/subscription.sql"),
            database: Settings.primaryDatabase, variables: ["desk": address],
            oneTransaction: false)
        try await awaitRecords()
        let arrived = clock.now
        try await desk.primary(sql: "select desk.merge()")
        let merged = clock.now
        try await desk.primary(sql: "select desk.acknowledge()")
        try await awaitState("acknowledged")
        let seconds = (clock.now - started) / .seconds(1)
        let parts = [
            (started, sealed), (sealed, arrived), (arrived, merged), (merged, clock.now),
        ].map { BenchTable.text(($1 - $0) / .seconds(1)) }
        table.add(
            "returning to acknowledged, \(try await handedBack()), s", BenchTable.text(seconds),
            limit: BenchTable.text(Self.aim), ratio: BenchTable.text(seconds / Self.aim),
            aim: "at most 1")
        table.add(
            "of it sealed, arrived, merged, acknowledged, s", parts.joined(separator: " / "))
        try await noteLost(in: &table)
        try await desk.stopSync()
    }

    private func prepare() async throws {
        let project = desk.desk.project
        try await desk.desk.backup.run(
            file: project.path("replication/failback/publication.sql"),
            database: Settings.backupDatabase)
        try await RolePasswords(cluster: desk.desk.backup, secrets: desk.desk.home.secrets)
            .ensure()
        for name in ["primary", "merge"] {
            try await desk.desk.primary.run(
                file: project.path("replication/failback/\(name).sql"),
                database: Settings.primaryDatabase)
        }
        try await desk.sql("update core.site set mode = 'standby', mode_since = now()")
        try await change(from: "standby", to: "active")
        try await desk.run("targets.sql", ["exits": "\(plan.handedBack)"])
        try await desk.run("finished_orders.sql")
    }

    private func change(from: String, to: String) async throws {
        let changed = try await desk.sql(
            "select logic.change_site_mode('\(from)', '\(to)', 'measured', null, null)")
        guard changed == "t" else { throw BenchError("the desk is not \(from)") }
    }

    private func awaitState(_ state: String) async throws {
        try await desk.wait(for: "the way back to be \(state)", within: BenchDesk.longPatience) {
            try await desk.sql(
                "select state from sync.failbacks order by failback_id desc limit 1") == state
        }
    }

    private func awaitRecords() async throws {
        try await desk.wait(for: "the records at the primary", within: BenchDesk.longPatience) {
            try await desk.primary(
                sql: "select count(*) > 0 and bool_and(ok) from desk.compare()") == "t"
        }
    }

    private func handedBack() async throws -> String {
        try await desk.sql(
            """
            select string_agg(s.record_count || ' ' || s.kind || 's', ', ' order by s.kind) \
            from desk.seals s where s.seal_number = (select max(m.seal_number) from desk.seals m) \
            and s.kind in ('order', 'order_event', 'trade')
            """)
    }

    /// Each of the desk's trades is in the primary's book, and comes back without moving anything.
    private func noteLost(in table: inout BenchTable) async throws {
        let merged = try await desk.primary(
            sql: "select count(*) from book.trades where trade_number like 'G%'")
        try await desk.wait(for: "the merged trades' return", within: BenchDesk.longPatience) {
            try await desk.sql(
                """
                select count(*) from core.trades \
                where trade_number like 'G%' and primary_at is not null
                """) == merged
        }
        let breaks = try await desk.sql("select count(*) from ops.position_breaks")
        let conflicts = try await desk.primary(
            sql: "select count(*) from desk.conflicts where resolved_at is null")
        if merged != "\(plan.handedBack)" || breaks != "0" || conflicts != "0" {
            table.note(
                "\(merged) of \(plan.handedBack) trades arrived at the primary, \(breaks) positions"
                    + " are wrong, \(conflicts) conflicts are open")
        }
    }
}
