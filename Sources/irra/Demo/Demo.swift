import FoundationEssentials
import Front
import PrivateDesk

/// The main job, once, on real instruments: the primary dies in mid-trade, the desk takes over, a
/// client's position is closed through the exchange, once. Each step says what it does and fails
/// loudly.
struct Demo: Sendable {
    /// How long any one thing may take before the demo says that it does not work.
    static let patience: Duration = .seconds(60)
    static let interval: Duration = .milliseconds(20)

    let desk: Desk
    let sql: DemoSQL

    init(desk: Desk) {
        self.desk = desk
        sql = DemoSQL(desk: desk)
    }

    /// Runs the whole story; returns the line that says how it went.
    func run() async throws -> String {
        step(1, "Set-up: two private PostgreSQL clusters, migrations, logic, workers")
        try await desk.up()

        step(2, "A real book: instruments and prices of 28 February 2025, invented clients")
        guard let row = try await sql.primary("demo_client").first else {
            throw DemoError("the reference book has no client with a long future of three lots")
        }
        let caller = try DemoCaller(row: row)
        say(
            "\(caller.name) (\(caller.brokerID)) is long \(caller.quantity) \(caller.symbol)"
                + " (\(caller.product), lot \(caller.lotSize), last price \(caller.lastPrice))")

        try await MainSite(port: desk.settings.simulatorPort).liveAndDie(
            caller: caller, demo: self)

        let people = try Dictionary(
            uniqueKeysWithValues: Person.load(desk.home.secrets).map { ($0.username, $0) })
        try await activate(people)
        let figures = try await serve(caller, people)
        step(7, "Afterwards: the desk is checked by SQL")
        try await check("demo_checks")
        return figures
    }

    func step(_ number: Int, _ title: String) {
        desk.narrate("")
        desk.narrate("== \(number). \(title)")
    }

    func say(_ line: String) {
        desk.narrate("   \(line)")
    }

    /// Waits until the value satisfies the condition; the last value is named when it never does.
    func wait<Value: Sendable>(
        for what: String, _ value: () async throws -> Value, until isDone: (Value) -> Bool
    ) async throws -> Value {
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let current = try await value()
            if isDone(current) { return current }
            guard ContinuousClock.now < deadline else {
                throw DemoError("\(what): not within \(Self.patience), last seen \(current)")
            }
            try await Task.sleep(for: Self.interval)
        }
    }

    /// The caller's position as the backup has it: net quantity and number of trades.
    func position(of caller: DemoCaller) async throws -> [String] {
        try await sql.backup("demo_position", caller.key).first ?? []
    }

    func logIn(_ name: String, _ people: [String: Person]) async throws -> DeskClient {
        guard let person = people[name], let totp = person.totp else {
            throw DemoError("\(name) is not in secrets/people.json of this desk")
        }
        var client = DeskClient(host: desk.settings.httpHost, port: desk.settings.httpPort)
        try await client.logIn(
            username: person.username, password: person.password,
            otp: totp.code(
                step: TOTP.step(at: Int64(Date().timeIntervalSince1970))))
        return client
    }

    /// Each line of a file of checks is true.
    func check(_ file: String) async throws {
        let checks = try await sql.backup(file)
        for check in checks where check.count == 3 {
            say(check[0] == "t" ? "ok   \(check[1])" : "FAIL \(check[1]): \(check[2])")
        }
        guard checks.count > 1, checks.allSatisfy({ $0.first == "t" }) else {
            throw DemoError("the desk's own checks failed")
        }
    }
}
