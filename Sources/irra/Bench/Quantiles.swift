/// Times of one kind, in milliseconds.
struct Quantiles: Sendable {
    private let sorted: [Double]

    init(_ times: [Duration]) {
        sorted = times.map { $0 / .milliseconds(1) }.sorted()
    }

    var count: Int { sorted.count }
    var median: Double { at(0.5) }
    var p99: Double { at(0.99) }

    /// The value that this share of the times does not exceed; 0 when there are none.
    private func at(_ share: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let place = Int((Double(sorted.count) * share).rounded(.up)) - 1
        return sorted[min(max(place, 0), sorted.count - 1)]
    }
}
