import Foundation

/// Numbers that one seed always brings about again: `INTEROP_SEED` repeats a failed run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// The seed of the environment, else a new one; said aloud either way.
    static func announced(_ what: String) -> SeededGenerator {
        let given = ProcessInfo.processInfo.environment["INTEROP_SEED"].flatMap { UInt64($0) }
        let seed = given ?? .random(in: 0 ... .max)
        print("\(what): INTEROP_SEED=\(seed)")
        return SeededGenerator(state: seed)
    }

    /// One round of SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
