import Foundation

/// How a run goes; all from the environment, so that a run that found a bug can be repeated.
struct RunSettings: Sendable {
    /// Seconds of faults in CI.
    static let usualSeconds = 30

    let seed: UInt64
    let seconds: Int

    /// - Parameter seed: of a run that once found a bug; nil: `IRRA_FAULT_SEED`, else by chance.
    init(seed: UInt64? = nil) {
        let environment = ProcessInfo.processInfo.environment
        self.seed =
            seed ?? environment["IRRA_FAULT_SEED"].flatMap { UInt64($0) }
            ?? UInt64.random(in: 1...999_999)
        seconds = environment["IRRA_FAULT_SECONDS"].flatMap { Int($0) } ?? Self.usualSeconds
    }

    var repetition: String {
        "IRRA_FAULT_SEED=\(seed) IRRA_FAULT_SECONDS=\(seconds) make fault-test"
    }
}
