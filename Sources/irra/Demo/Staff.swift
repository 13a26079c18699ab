/// The people of a private desk with their log-ins, made when they are needed and anew when they
/// are old.
struct Staff {
    let demo: Demo
    let life: Duration
    private var clients: [String: (client: DeskClient, since: ContinuousClock.Instant)] = [:]

    init(demo: Demo, life: Duration) {
        self.demo = demo
        self.life = life
    }

    mutating func client(_ name: String) async throws -> DeskClient {
        if let known = clients[name], ContinuousClock.now - known.since < life {
            return known.client
        }
        let people = try Person.load(demo.desk.home.secrets)
        let client = try await demo.logIn(
            name, Dictionary(uniqueKeysWithValues: people.map { ($0.username, $0) }))
        clients[name] = (client, .now)
        return client
    }
}
