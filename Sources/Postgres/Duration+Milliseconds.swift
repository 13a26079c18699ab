extension Duration {
    /// Whole milliseconds, rounded up so that a limit never becomes zero, which means none.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let attosecondsPerMillisecond: Int64 = 1_000_000_000_000_000
        let rest = attoseconds + (attoseconds > 0 ? attosecondsPerMillisecond - 1 : 0)
        return seconds * 1000 + rest / attosecondsPerMillisecond
    }
}
