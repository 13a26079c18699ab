import Testing

@testable import FIXTransport

@Suite("Backoff")
struct BackoffTests {
    @Test("waits double, up to the longest, with at most a quarter on top")
    func doubling() {
        let backoff = Backoff(first: .seconds(1), longest: .seconds(5))
        for (failures, seconds) in [(0, 1), (1, 1), (2, 2), (3, 4), (4, 5), (60, 5)] {
            let wait = backoff.wait(afterFailures: failures)
            #expect(wait >= .seconds(seconds))
            #expect(wait <= .seconds(seconds) + .seconds(seconds) / 4)
        }
    }
}
