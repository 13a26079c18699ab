import ExchangeSimulator
import FoundationEssentials

/// A day's rehearsal in drill mode on a desk of its own: prices move as they did on the day of the
/// bhavcopy, clients call, everything is taken back at the end, the report is kept.
struct Rehearsal: Sendable {
    /// Prices move so often in a day, but at most once a second.
    private static let mostSteps = 60
    /// Log-ins are made anew after this long; a one-time code counts once in half a minute.
    private static let logInLife: Duration = .seconds(300)

    let demo: Demo
    let length: Duration
    let calls: Int
    /// Where the report is kept.
    let folder: String

    private var desk: Desk { demo.desk }

    /// Rehearses; returns the line that says how it went.
    func run() async throws -> String {
        demo.step(1, "Set-up: a desk of its own, its prices and clients from the files")
        try await desk.up()
        _ = try await demo.sql.backup("rehearsal_sessions")
        var people = Staff(demo: demo, life: Self.logInLife)
        demo.step(2, "Two people begin the drill")
        try await change(to: "drill", &people)
        if calls == 0 { try sayLogIns() }
        demo.step(3, "The day")
        try await day(&people)
        demo.step(4, "The exchange closes, two people end the drill")
        try await tell("close day")
        let figures = try await outcome()
        try await change(to: "standby", &people)
        demo.step(5, "The report, and the desk is checked by SQL")
        try await keepReport(try await people.client("vikram"))
        try await demo.check("rehearsal_checks")
        return figures
    }

    /// One asks, another agrees. Ending waits until nothing can trade any more.
    private func change(to mode: String, _ people: inout Staff) async throws {
        let asks = try await people.client("vikram")
        let asked = try await demo.wait(for: "the desk to be ready for \(mode)") {
            try await asks.call("POST", "/site/\(mode)", body: ["reason": "rehearsal"])
        } until: {
            $0.status == 202
        }
        let approval = try asked.decoded(as: DemoAnswers.Approval.self).approvalId
        let site = try await people.client("meera").require(
            200, "POST", "/approvals/\(approval)/approve", as: DemoAnswers.Site.self)
        guard site.mode == mode else { throw DemoError("the mode is \(site.mode)") }
        demo.say("vikram asked, meera approved: the mode is \(mode)")
    }

    /// From open to close: prices move step by step, callers come at even distances between.
    private func day(_ people: inout Staff) async throws {
        let callers = try await demo.sql.primary("rehearsal_callers", ["calls": "\(calls)"])
        let steps = max(1, min(Self.mostSteps, Int(length / .seconds(1))))
        let started = ContinuousClock.now
        var moved: Set<String> = []
        var served = 0
        for step in 0...steps {
            try await ContinuousClock().sleep(until: started + length * step / steps)
            moved.formUnion(try await move(to: Double(step) / Double(steps)))
            while step < steps, served < callers.count, served * steps <= callers.count * step {
                try await serve(callers[served], number: served, &people)
                served += 1
            }
        }
        guard !moved.isEmpty else {
            throw DemoError("no price moved: the files have no open price")
        }
        demo.say("\(served) callers; prices of \(moved.count) instruments from open to close")
    }

    /// The simulator's market and the book's last prices, at one moment of the day.
    private func move(to moment: Double) async throws -> [String] {
        let rows = try await demo.sql.primary("rehearsal_prices", ["moment": "\(moment)"])
            .filter { $0.count == 2 }
        for row in rows { try await tell("move \(row[0]) to \(row[1])") }
        let made = try await demo.sql.primary("rehearsal_price_time")
        _ = try await demo.wait(for: "the prices at the desk") {
            try await demo.sql.backup("rehearsal_price_time")
        } until: {
            $0 == made
        }
        return rows.map { $0[0] }
    }

    /// A client calls and has a position closed; a second person agrees where that is needed. What
    /// the desk refuses is told: practice is also for that.
    private func serve(_ caller: [String], number: Int, _ people: inout Staff) async throws {
        guard caller.count == 3 else { throw DemoError("the book names no caller: \(caller)") }
        let agent = try await people.client("asha")
        let call = try await agent.require(
            201, "POST", "/calls",
            body: [
                "broker_id": .text(caller[0]), "pan": .text(caller[1]),
                "date_of_birth": .text(caller[2]), "caller_number": "+910000000001",
                "recording_ref": .text("rehearsal-\(number)"),
            ], as: DemoAnswers.Call.self)
        let positions = try await agent.require(
            200, "GET", "/positions/\(call.userId)", as: [DemoAnswers.Position].self)
        if let position = positions.first(where: { $0.available > 0 }) {
            let answer = try await agent.call(
                "POST", "/squareoff",
                body: [
                    "call_id": .text(call.callId), "position_id": .number(position.positionId),
                ], headers: ["Idempotency-Key": "rehearsal-\(number)"])
            if answer.status == 202 {
                let made = try answer.decoded(as: Made.self)
                if let approval = made.approvalId {
                    _ = try await people.client("meera").call(
                        "POST", "/approvals/\(approval)/approve")
                }
            } else {
                let problem = try answer.decoded(as: DemoAnswers.Problem.self)
                demo.say("\(caller[0]), \(position.symbol): \(problem.code) \(problem.title)")
            }
        }
        // The client stays on the line for the outcome, as far as there is one.
        _ = try? await endOfOrders()
        _ = try await agent.call("POST", "/calls/\(call.callId)/close")
    }

    private struct Made: Decodable {
        let approvalId: Int64?
    }

    private func outcome() async throws -> String {
        let rows = try await endOfOrders()
        guard calls == 0 || rows.contains(where: { $0[0] == "filled" }) else {
            throw DemoError("no order was filled: \(rows)")
        }
        let orders = rows.map { "\($0[1]) \($0[0])" }.joined(separator: ", ")
        return "orders: \(orders.isEmpty ? "none" : orders); report: \(folder)/drill.html"
    }

    /// Waits until no order can trade any more; how many ended how.
    private func endOfOrders() async throws -> [[String]] {
        try await demo.wait(for: "the orders' ends") {
            try await demo.sql.backup("rehearsal_orders").filter { $0.count == 3 }
        } until: {
            $0.allSatisfy { $0[2] == "f" }
        }
    }

    private func keepReport(_ person: DeskClient) async throws {
        for format in ["html", "csv"] {
            let answer = try await person.call("GET", "/reports/incident?format=\(format)")
            guard answer.status == 200 else {
                throw DemoError("the report was answered \(answer.status)")
            }
            let path = "\(folder)/drill.\(format)"
            try answer.body.write(to: URL(filePath: path), options: .atomic)
            demo.say("report: \(path)")
        }
    }

    private func sayLogIns() throws {
        demo.say("page: http://\(desk.settings.httpHost):\(desk.settings.httpPort)/")
        for person in try Person.load(desk.home.secrets) {
            demo.say("log-in: \(person.username), password \(person.password) (\(person.role))")
        }
        demo.say("one-time code: irra ops-user code NAME --home \(desk.home.path)")
    }

    private func tell(_ command: String) async throws {
        try await ExchangeControl.send(command, to: desk.home.path + "/exchange.control")
    }
}
