/// Waiting times between attempts: doubled after each failure, back to the first after a logon.
public struct Backoff: Sendable {
    public var first: Duration
    public var longest: Duration
    /// Where nobody listens, knocking harms nobody, and whoever comes back is needed at once. Never
    /// more than `longest`.
    public var longestUnheard: Duration

    public init(
        first: Duration = .milliseconds(500), longest: Duration = .seconds(15),
        longestUnheard: Duration = .seconds(2)
    ) {
        self.first = first
        self.longest = longest
        self.longestUnheard = longestUnheard
    }

    /// The wait after so many failures in a row. It carries up to a quarter at random on top, so
    /// that many sessions that lost one exchange do not all knock at the same moment.
    ///
    /// - Parameter wasHeard: somebody took the connection; a log-on that is refused again and again
    ///   may lock the name.
    func wait(afterFailures failures: Int, wasHeard: Bool) -> Duration {
        let limit = wasHeard ? longest : min(longest, longestUnheard)
        var wait = first
        for _ in 0..<max(0, failures - 1) where wait < limit { wait = wait * 2 }
        wait = min(wait, limit)
        return wait + wait * Int.random(in: 0...Self.jitterSteps) / (4 * Self.jitterSteps)
    }

    private static let jitterSteps = 16
}
