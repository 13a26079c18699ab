/// Positions in PostgreSQL's log, as it writes them: `0/14C0378`.
enum LogPosition {
    /// As one number; nil when it is none.
    static func number(of text: String) -> UInt64? {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let high = UInt32(halves[0], radix: 16),
            let low = UInt32(halves[1], radix: 16)
        else { return nil }
        return UInt64(high) << 32 | UInt64(low)
    }
}
