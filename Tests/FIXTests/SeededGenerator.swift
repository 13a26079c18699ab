import Foundation

/// Random numbers that a seed repeats. Set `FIX_SEED` to run a failed test again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A fresh seed, or the one of the environment; printed, so that a failure can be repeated.
    static func announced(_ test: String) -> SeededGenerator {
        let given = ProcessInfo.processInfo.environment["FIX_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 0...UInt64.max)
        print("\(test): repeat with FIX_SEED=\(seed)")
        return SeededGenerator(seed: seed)
    }

    /// A linear congruential step, scrambled so that low bits are as good as high ones.
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var mixed = state
        mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
        mixed = (mixed ^ (mixed >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return mixed ^ (mixed >> 33)
    }
}
