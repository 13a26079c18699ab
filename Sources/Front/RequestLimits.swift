import DeskDatabase
import NIOConcurrencyHelpers

/// How many requests a second an address and a person may make of this front: buckets that fill at
/// a rate and hold a burst. The figures are rows, read again every minute.
final class RequestLimits: Sendable {
    /// Buckets kept; beyond it those that are full are forgotten, and they are as good as new.
    static let maximumBuckets = 20_000

    private enum Key: Hashable {
        case address(String)
        case person(String)
    }

    private struct Bucket {
        var tokens: Double
        var filledAt: ContinuousClock.Instant
    }

    private struct State {
        var rates: FrontLimits
        var buckets: [Key: Bucket] = [:]
    }

    private let state: NIOLockedValueBox<State>

    init(_ rates: FrontLimits = FrontLimits()) {
        state = NIOLockedValueBox(State(rates: rates))
    }

    func change(to rates: FrontLimits) {
        state.withLockedValue { $0.rates = rates }
    }

    /// Throws IR429 with the seconds to wait.
    func admit(address: String, at now: ContinuousClock.Instant = .now) throws(Problem) {
        try admit(.address(address), \.address, at: now)
    }

    /// Throws IR429 with the seconds to wait.
    func admit(person: String, at now: ContinuousClock.Instant = .now) throws(Problem) {
        try admit(.person(person), \.person, at: now)
    }

    private func admit(
        _ key: Key, _ rate: KeyPath<FrontLimits, FrontLimits.Rate>,
        at now: ContinuousClock.Instant
    ) throws(Problem) {
        let wait: Double? = state.withLockedValue { state in
            let rate = state.rates[keyPath: rate]
            guard rate.requestsPerSecond > 0 else { return nil }
            var bucket = state.buckets[key] ?? Bucket(tokens: rate.burst, filledAt: now)
            let elapsed = max(0, (now - bucket.filledAt) / .seconds(1))
            bucket.tokens = min(rate.burst, bucket.tokens + elapsed * rate.requestsPerSecond)
            bucket.filledAt = now
            let isAdmitted = bucket.tokens >= 1
            if isAdmitted { bucket.tokens -= 1 }
            if state.buckets[key] == nil, state.buckets.count >= Self.maximumBuckets {
                Self.forget(&state, at: now)
            }
            state.buckets[key] = bucket
            return isAdmitted ? nil : (1 - bucket.tokens) / rate.requestsPerSecond
        }
        guard let wait else { return }
        throw Problem(
            .tooManyAttempts, detail: "Too many requests",
            facts: ["retry_after_seconds": .init(integerLiteral: max(1, Int(wait.rounded(.up))))])
    }

    /// Those that are full, or nearly all in a storm of addresses.
    private static func forget(_ state: inout State, at now: ContinuousClock.Instant) {
        let rates = state.rates
        state.buckets = state.buckets.filter { key, bucket in
            let rate: FrontLimits.Rate
            switch key {
            case .address: rate = rates.address
            case .person: rate = rates.person
            }
            let elapsed = (now - bucket.filledAt) / .seconds(1)
            return bucket.tokens + elapsed * rate.requestsPerSecond < rate.burst
        }
        if state.buckets.count >= maximumBuckets { state.buckets.removeAll() }
    }
}
