import Testing

/// Positions are squared off while everything that can break breaks. Short here; `make fault-test`
/// goes on for as long as one likes. A seed repeats the decisions of a run, not the moments at
/// which they fall: what a run finds gets a test of its own where the mend is.
@Suite(.serialized, .enabled(if: BuiltProgram.path != nil, "build the irra program first"))
struct FaultTests {
    @Test(.enabled(if: RunSettings.wants(.outages)))
    func `nothing is lost, done twice or over-closed, whatever is hit`() async throws {
        try await Campaign.run(RunSettings(.outages, seconds: 20))
    }

    @Test(.enabled(if: RunSettings.wants(.misconduct)))
    func `nothing is lost, done twice or over-closed, whatever the exchange does`() async throws {
        try await Campaign.run(RunSettings(.misconduct, seconds: 10))
    }

    @Test(.enabled(if: RunSettings.wants(.takeover)))
    func `another gateway is logged on after each hit of the one that leads`() async throws {
        try await Campaign.run(RunSettings(.takeover, seconds: 8))
    }

    @Test(.enabled(if: RunSettings.wants(.alerts)))
    func `each fault is an alert in time, and over when it is`() async throws {
        try await Alarms.run(RunSettings(.alerts, seconds: 0))
    }
}
