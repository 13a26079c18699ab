import Testing

@testable import FIXTransport

@Suite("Backoff")
struct BackoffTests {
    @Test("waits double, up to the longest, with at most a quarter on top")
    func doubling() {
        let backoff = Backoff(first: .seconds(1), longest: .seconds(5))
        for (failures, seconds) in [(0, 1), (1, 1), (2, 2), (3, 4), (4, 5), (60, 5)] {
            let wait = backoff.wait(afterFailures: failures, wasHeard: true)
            #expect(wait >= .seconds(seconds))
            #expect(wait <= .seconds(seconds) + .seconds(seconds) / 4)
        }
    }

    @Test("knocks soon again where nobody listens, and never later than the longest")
    func unheard() {
        let usual = Backoff(first: .milliseconds(500), longest: .seconds(15))
        #expect(usual.wait(afterFailures: 60, wasHeard: false) <= .milliseconds(2500))
        #expect(usual.wait(afterFailures: 1, wasHeard: false) < .seconds(1))
        let short = Backoff(first: .milliseconds(5), longest: .milliseconds(20))
        #expect(short.wait(afterFailures: 60, wasHeard: false) <= .milliseconds(25))
    }
}
