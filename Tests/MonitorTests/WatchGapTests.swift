import Testing

@testable import Monitor

@Suite("A time without a look is told once it is over")
struct WatchGapTests {
    private let start = ContinuousClock.now

    private func seconds(_ gap: WatchGap, at second: Int) -> Double {
        gap.figure(at: start + .seconds(second)).value
    }

    @Test("looks that follow each other, and failures before the first, are no gap")
    func steady() {
        var gap = WatchGap()
        gap.lookFailed()
        #expect(seconds(gap, at: 9) == 0)
        gap.lookSucceeded(at: start + .seconds(9))
        #expect(seconds(gap, at: 12) == 0)
        gap.lookSucceeded(at: start + .seconds(12))
        #expect(seconds(gap, at: 13) == 0)
    }

    @Test("failed looks are, from the last that succeeded to the next, for ten seconds more")
    func outage() {
        var gap = WatchGap()
        gap.lookSucceeded(at: start)
        gap.lookFailed()
        gap.lookFailed()
        #expect(seconds(gap, at: 3) == 3)
        gap.lookSucceeded(at: start + .seconds(3))
        #expect(seconds(gap, at: 4) == 3)
        gap.lookSucceeded(at: start + .seconds(4))
        gap.lookSucceeded(at: start + .seconds(8))
        gap.lookSucceeded(at: start + .seconds(13))
        #expect(seconds(gap, at: 13) == 0)
    }

    @Test("so is a look that came late because the server stood still")
    func stall() {
        var gap = WatchGap()
        gap.lookSucceeded(at: start)
        #expect(seconds(gap, at: 7) == 7)
        gap.lookSucceeded(at: start + .seconds(7))
        #expect(seconds(gap, at: 8) == 7)
    }
}
