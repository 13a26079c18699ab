/// What pgbench said at its end.
struct LoadResult: Sendable {
    /// Transactions a second, without the time to connect.
    let rate: Double
    /// Mean latency, milliseconds.
    let latency: Double

    init(_ output: String) throws {
        guard let rate = Self.number(in: output, after: "tps = "),
            let latency = Self.number(in: output, after: "latency average = ")
        else { throw BenchError("pgbench ended without figures: \(output.suffix(400))") }
        self.rate = rate
        self.latency = latency
    }

    private static func number(in text: String, after mark: String) -> Double? {
        guard let range = text.firstRange(of: mark) else { return nil }
        return Double(text[range.upperBound...].prefix { $0.isNumber || $0 == "." })
    }
}
