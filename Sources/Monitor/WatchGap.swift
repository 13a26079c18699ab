internal import DeskDatabase

/// How long the desk could not be watched: its database was away, or answered too slowly. What
/// cannot be written down while it lasts is told once it is over, for long enough to be heard.
struct WatchGap {
    static let measure = "watch_gap"
    /// A look this long after the one before is late, even if none between them failed.
    static let longestPause: Duration = .seconds(5)
    static let toldFor: Duration = .seconds(10)

    private struct Gap {
        let length: Duration
        let end: ContinuousClock.Instant
    }

    /// Nil until the first look: what was before is nobody's gap.
    private var lastLook: ContinuousClock.Instant?
    private var hasFailed = false
    private var last: Gap?

    /// In seconds, for a look at this instant; zero when there is nothing to tell.
    func figure(at now: ContinuousClock.Instant) -> MonitorFunctions.Figure {
        var length = open(at: now) ?? .zero
        if length == .zero, let last, now - last.end < Self.toldFor { length = last.length }
        return MonitorFunctions.Figure(
            measure: Self.measure, subject: "",
            value: (length / .milliseconds(100)).rounded() / 10)
    }

    mutating func lookFailed() { hasFailed = true }

    mutating func lookSucceeded(at now: ContinuousClock.Instant) {
        if let length = open(at: now) { last = Gap(length: length, end: now) }
        lastLook = now
        hasFailed = false
    }

    private func open(at now: ContinuousClock.Instant) -> Duration? {
        guard let lastLook, hasFailed || now - lastLook > Self.longestPause else { return nil }
        return now - lastLook
    }
}
