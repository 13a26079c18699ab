/// How far a dump is.
public struct DumpProgress: Sendable, Hashable {
    public enum Phase: String, Sendable {
        case copying, dumping, restoring, comparing
    }

    public let phase: Phase
    public let stepsDone: Int
    public let steps: Int

    public init(_ phase: Phase, _ stepsDone: Int, of steps: Int) {
        self.phase = phase
        self.stepsDone = stepsDone
        self.steps = steps
    }
}
