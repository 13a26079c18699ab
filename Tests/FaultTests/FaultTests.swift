import Testing

/// Hundreds of positions are squared off while everything that can break breaks. A run that found a
/// bug leaves its seed here as a test of its own.
@Suite(.serialized, .enabled(if: BuiltProgram.path != nil, "build the irra program first"))
struct FaultTests {
    @Test(.enabled(if: RunSettings.wants(.outages)))
    func `nothing is lost, done twice or over-closed, whatever is hit`() async throws {
        try await Campaign.run(RunSettings(.outages, seconds: 30))
    }

    @Test(.enabled(if: RunSettings.wants(.misconduct)))
    func `nothing is lost, done twice or over-closed, whatever the exchange does`() async throws {
        try await Campaign.run(RunSettings(.misconduct, seconds: 15))
    }

    @Test(.enabled(if: RunSettings.wants(.takeover)))
    func `another gateway is logged on within five seconds`() async throws {
        try await Campaign.run(RunSettings(.takeover, seconds: 12))
    }
}
