#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The machine's clock, as sessions take it.
public enum WallClock {
    /// Microseconds since 1970-01-01 UTC.
    public static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
