/// Growing pauses between attempts to connect, each varied so that many clients do not dial at
/// once.
struct Backoff {
    private static let first = Duration.milliseconds(100)
    private static let longest = Duration.seconds(2)
    /// Pauses are this share shorter or longer.
    private static let variation = 0.2

    private var pause = first

    mutating func reset() { pause = Self.first }

    mutating func next() -> Duration {
        defer { pause = min(pause * 2, Self.longest) }
        return pause * Double.random(in: 1 - Self.variation...1 + Self.variation)
    }
}
