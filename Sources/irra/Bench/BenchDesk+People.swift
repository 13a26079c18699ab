import FoundationEssentials
import Front

extension BenchDesk {
    /// A one-time code counts once: two log-ins of one person are this far apart.
    private static let codeLife: Duration = .seconds(31)

    /// One of the people the desk was made with.
    func logIn(_ username: String) async throws -> DeskClient {
        let people = try Person.load(desk.home.secrets)
        guard let person = people.first(where: { $0.username == username }), let totp = person.totp
        else { throw BenchError("this desk has no \(username)") }
        var client = DeskClient(host: desk.settings.httpHost, port: desk.settings.httpPort)
        let logInOnce = { (client: inout DeskClient) in
            try await client.logIn(
                username: person.username, password: person.password,
                otp: totp.code(step: TOTP.step(at: Int64(Date().timeIntervalSince1970))))
        }
        do {
            try await logInOnce(&client)
        } catch is DemoError {
            try await Task.sleep(for: Self.codeLife)
            try await logInOnce(&client)
        }
        return client
    }

    /// An open call with the client of the benchmarks.
    func openCall(_ agent: DeskClient, recording: String) async throws -> DemoAnswers.Call {
        let caller = Self.caller
        return try await agent.require(
            201, "POST", "/calls",
            body: [
                "broker_id": .text(caller.brokerID), "pan": .text(caller.pan),
                "date_of_birth": .text(caller.dateOfBirth), "caller_number": "+910000000001",
                "recording_ref": .text(recording),
            ], as: DemoAnswers.Call.self)
    }
}
