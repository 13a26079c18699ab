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
        /// One fault after the other, each for as long as it takes to be an alert.
        case alerts
    }

    /// What a person asked for; nil: every scenario.
    static let asked: Scenario? = environment("IRRA_FAULT_SCENARIO").map { name in
        guard let scenario = Scenario(rawValue: name) else {
            fatalError("IRRA_FAULT_SCENARIO: no scenario is called \(name)")
        }
        return scenario
    }
    static func wants(_ scenario: Scenario) -> Bool { asked == nil || asked == scenario }

    let scenario: Scenario
    let seed: UInt64
    let seconds: Int

    /// The seed is `IRRA_FAULT_SEED`, else by chance.
    /// - Parameter seconds: of faults, where `IRRA_FAULT_SECONDS` does not say.
    init(_ scenario: Scenario, seconds: Int) {
        self.scenario = scenario
        seed =
            Self.environment("IRRA_FAULT_SEED").flatMap { UInt64($0) }
            ?? UInt64.random(in: 1...999_999)
        self.seconds = Self.environment("IRRA_FAULT_SECONDS").flatMap { Int($0) } ?? seconds
    }

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    var repetition: String {
        "make fault-test SCENARIO=\(scenario) SEED=\(seed) SECONDS=\(seconds)"
    }
}
