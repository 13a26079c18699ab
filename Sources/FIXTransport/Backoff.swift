/// Waiting times between attempts: doubled after each failure, back to the first after a logon.
public struct Backoff: Sendable {
    public var first: Duration
    public var longest: Duration

    public init(first: Duration = .milliseconds(500), longest: Duration = .seconds(15)) {
        self.first = first
        self.longest = longest
    }

    /// The wait after so many failures in a row. It carries up to a quarter at random on top, so
    /// that many sessions that lost one exchange do not all knock at the same moment.
    func wait(afterFailures failures: Int) -> Duration {
        var wait = first
        for _ in 0..<max(0, failures - 1) where wait < longest { wait = wait * 2 }
        wait = min(wait, longest)
        return wait + wait * Int.random(in: 0...Self.jitterSteps) / (4 * Self.jitterSteps)
    }

    private static let jitterSteps = 16
}
