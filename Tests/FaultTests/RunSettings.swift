import Foundation

/// How a run goes; all from the environment, so that a run that found a bug can be repeated.
struct RunSettings: Sendable {
    /// What is done to the desk while it works.
    enum Scenario: String, Sendable {
        /// Processes die, stop and start, the database loses power, lines are cut and hang.
        case outages
        /// The exchange misbehaves in every way its protocol allows, and on some lines a little
        /// more; busts, corrections, a purge.
        case misconduct
        /// Only the leading gateway is hit, again and again, and the time is taken.
        case takeover
    }

    /// What a person asked for; nil: every scenario, and the seeds that once found a bug.
    static let asked: Scenario? = environment("IRRA_FAULT_SCENARIO").map { name in
        guard let scenario = Scenario(rawValue: name) else {
            fatalError("IRRA_FAULT_SCENARIO: no scenario is called \(name)")
        }
        return scenario
    }
    /// Whether the tests that stand for bugs of the past are to run.
    static var repeatsThePast: Bool { asked == nil && environment("IRRA_FAULT_SEED") == nil }

    static func wants(_ scenario: Scenario) -> Bool { asked == nil || asked == scenario }

    let scenario: Scenario
    let seed: UInt64
    let seconds: Int

    /// - Parameters:
    ///   - seconds: of faults, where the environment does not say.
    ///   - seed: of a run that once found a bug; nil: `IRRA_FAULT_SEED`, else by chance.
    init(_ scenario: Scenario, seconds: Int, seed: UInt64? = nil) {
        self.scenario = scenario
        self.seed =
            seed ?? Self.environment("IRRA_FAULT_SEED").flatMap { UInt64($0) }
            ?? UInt64.random(in: 1...999_999)
        let asked = seed == nil ? Self.environment("IRRA_FAULT_SECONDS") : nil
        self.seconds = asked.flatMap { Int($0) } ?? seconds
    }

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    var repetition: String {
        "make fault-test SCENARIO=\(scenario) SEED=\(seed) SECONDS=\(seconds)"
    }
}
