import ExchangeSimulator
import FoundationEssentials
import Glibc

extension Alarms {
    /// Long enough for the monitor to miss a look, and for its server to be given up.
    private static let outage: Duration = .milliseconds(2_500)
    private static let longFreeze: Duration = .seconds(8)
    private static let askInterval: Duration = .milliseconds(100)
    /// Of each packet; a heartbeat is a second, a mail at least eight packets.
    private static let slowness = 4_000
    private static let gatewayBackend = """
        select min(pid) from pg_stat_activity where application_name = 'irra gateway';
        """
    private static let endGatewayBackends = """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where application_name = 'irra gateway';
        """
    /// One lot of a client's long future.
    private static let exit = """
        update core.site set mode = 'active';
        select logic.place_exit(c, p.position_id, 75, null, 'PROTECTED', null) is not null
        from core.calls c
        join core.positions p on p.user_id = c.user_id
        where p.instrument_id = 7001 and p.net_quantity >= 75
        order by p.position_id limit 1;
        """
    private static let mischiefInterval: Duration = .milliseconds(200)
    private static let mischiefs = 10
    /// A day that both sides believe to be new.
    private static let conflictingDay = """
        insert into book.trading_days (trade_date, opened_at)
        values ('2026-01-14', '2026-01-14 03:30+00');
        """

    private static func now() -> Double { Date.now.timeIntervalSince1970 }

    /// Among all tests only some: each takes its time.
    func faults() -> [Fault] {
        let usual = processes() + database() + lines() + primary()
        guard RunSettings.asked == .alerts else { return usual }
        return usual + connections() + exchange() + office()
    }

    private func processes() -> [Fault] {
        let (gateway, sync, exchange) = (field.gateways[0], field.sync, field.exchange)
        let monitor = field.monitors[0]
        return [
            fault(
                "a killed gateway", ["worker_gone"], "gateway@", gateway.kill, gateway.start),
            Fault(
                name: "gateways that are stopped", rules: ["worker_gone"], subject: "gateway@",
                commit: {
                    let begun = Self.now()
                    for gateway in field.gateways { gateway.freeze() }
                    return begun
                }, mend: { for gateway in field.gateways { gateway.thaw() } }),
            fault("a killed sync worker", ["worker_gone"], "sync@", sync.kill, sync.start),
            fault(
                "the only monitor killed", ["worker_gone"], "monitor@", monitor.kill,
                monitor.start),
            fault(
                "an exchange that is gone", ["session_interrupted", "session_away"], "",
                exchange.kill, exchange.start),
            fault(
                "an exchange that stands still",
                ["session_silent", "session_interrupted", "session_away"], "",
                { exchange.freeze() }, { exchange.thaw() }),
        ]
    }

    private func database() -> [Fault] {
        [
            Fault(
                name: "a server that lost its power", rules: ["watch_interrupted"],
                commit: {
                    try await field.desk.cluster.stop(.immediate)
                    try await Task.sleep(for: Self.outage)
                    try await field.desk.cluster.start()
                    return Self.now()
                }, mend: {}),
            Fault(
                name: "a server that stood still", rules: ["watch_interrupted"],
                commit: {
                    let processes = field.serverProcesses()
                    for process in processes { kill(process, SIGSTOP) }
                    try await Task.sleep(for: Self.longFreeze)
                    for process in processes { kill(process, SIGCONT) }
                    return Self.now()
                }, mend: {}),
            fault(
                "a disk that is nearly full", ["disk_short"], "/",
                { try await setDiskThreshold(101) }, { try await setDiskThreshold(0) }),
        ]
    }

    private func lines() -> [Fault] {
        let line = field.lines[0]
        return [
            fault("a line that is cut", ["session_interrupted"], "ORDERS", { line.cut() }, {}),
            fault(
                "a line that hangs", ["session_silent", "session_interrupted", "session_away"],
                "ORDERS", { line.hang(true) }, { line.hang(false) }),
            fault(
                "a line that loses or damages what it carries",
                ["messages_missing", "session_interrupted"], "ORDERS",
                {
                    for number in 0..<Self.mischiefs {
                        line.arm(number.isMultiple(of: 2) ? .garble : .drop)
                        try await Task.sleep(for: Self.mischiefInterval)
                    }
                }, line.mend),
        ]
    }

    private func connections() -> [Fault] {
        let line = field.lines[0]
        return [
            Fault(
                name: "a backend that was killed, and the server with it",
                rules: ["watch_interrupted", "session_interrupted"],
                commit: {
                    let process = try await field.value(Self.gatewayBackend)
                    guard let number = Int32(process) else { throw CancellationError() }
                    kill(number, SIGKILL)
                    return try await reachable()
                }, mend: {}),
            fault(
                "a session's connection to the database that was ended", ["session_interrupted"],
                "ORDERS", { _ = try await field.value(Self.endGatewayBackends) }, {}),
            fault(
                "a line that is slow", ["session_silent", "session_interrupted", "session_away"],
                "ORDERS", { line.delay(milliseconds: Self.slowness) }, line.mend),
        ]
    }

    private func exchange() -> [Fault] {
        let line = field.lines[0]
        return [
            fault(
                "an exchange that refuses log-ons", ["session_away"], "ORDERS",
                {
                    try await ExchangeControl.send("refuse logons 10m", to: field.control)
                    line.cut()
                },
                {
                    // Its memory of that is its own.
                    await field.exchange.kill()
                    try field.exchange.start()
                }),
            fault(
                "an exchange that forgets an order", ["answer_missing"], "ORDERS",
                {
                    try await ExchangeControl.send(
                        "on order times=1 do ignore", to: field.control)
                    _ = try await field.value(Self.exit)
                }, {}),
        ]
    }

    private func office() -> [Fault] {
        guard let office = field.office else { return [] }
        return [
            fault(
                "a killed front", ["worker_gone"], "front@", office.front.kill,
                office.front.start),
            fault(
                "a killed notifier", ["worker_gone"], "notify@", office.notifier.kill,
                office.notifier.start),
            fault(
                "a line to the mail server that is slow", ["provider_slow"], "mx",
                {
                    office.mailLine.delay(milliseconds: Self.slowness)
                    _ = try await field.value(Office.tell("slow \(Self.now())"))
                }, office.mailLine.mend),
            fault(
                "prices that nobody renews", ["prices_stale"], "NSE ",
                { try await setPrices("now() - interval '1 hour'") },
                { try await setPrices("now() + interval '1 hour'") }),
        ]
    }

    private func setPrices(_ time: String) async throws {
        try await field.database.run("update core.site set mode = 'active';")
        try await field.database.run("update book.prices set as_of = \(time);")
    }

    private func primary() -> [Fault] {
        [
            Fault(
                name: "rows that cannot be applied", rules: ["replication_stopped"],
                commit: {
                    try await field.database.run(Self.conflictingDay)
                    let begun = Self.now()
                    try await field.primary.run(Self.conflictingDay)
                    return begun
                },
                mend: {
                    try await field.database.run(
                        "delete from book.trading_days where trade_date = '2026-01-14';")
                }),
            Fault(
                name: "a primary that is down", rules: ["primary_away", "primary_unreachable"],
                commit: {
                    try await field.database.run("update core.site set mode = 'standby';")
                    let begun = Self.now()
                    try await field.primaryDesk.cluster.stop(.immediate)
                    return begun
                }, mend: { try await field.primaryDesk.cluster.start() }),
        ]
    }

    /// When the server answers again after a fault of its own: nothing can be told before.
    private func reachable() async throws -> Double {
        while true {
            let asked = Self.now()
            if (try? await field.value("select 1;")) != nil { return asked }
            try await Task.sleep(for: Self.askInterval)
        }
    }

    func setDiskThreshold(_ percent: Int) async throws {
        try await field.database.run(
            "update monitor.rules set threshold = \(percent) where rule_name = 'disk_short';")
    }

    /// One that can be told from the moment it is done.
    private func fault(
        _ name: String, _ rules: [String], _ subject: String,
        _ commit: @escaping () async throws -> Void, _ mend: @escaping () async throws -> Void
    ) -> Fault {
        Fault(
            name: name, rules: rules, subject: subject,
            commit: {
                let begun = Self.now()
                try await commit()
                return begun
            }, mend: mend)
    }
}
