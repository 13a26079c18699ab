import Sync
import Testing

@Suite("Progress is told without a flood")
struct ImportProgressBarTests {
    private func texts(isTerminal: Bool) -> [String] {
        var bar = ImportProgressBar(label: "day.csv", isTerminal: isTerminal)
        let steps = (1...1_000).map { ImportProgress.loading(bytes: $0 * 7_587, of: 7_587_000) }
        return (steps + [.checking(rows: 41_097), .done(rows: 41_097)]).compactMap {
            bar.update($0)
        }
    }

    @Test("without a terminal there is a line for every tenth")
    func lines() {
        let texts = texts(isTerminal: false)
        #expect(texts.count == 13)
        #expect(texts[1] == "day.csv: 10 %, 0.7 of 7.5 MB\n")
        #expect(texts[12] == "day.csv: 41097 rows taken\n")
    }

    @Test("the size of a small file is told, too")
    func small() {
        var bar = ImportProgressBar(label: "day.csv", isTerminal: false)
        #expect(
            bar.update(.loading(bytes: 47_100, of: 47_100)) == "day.csv: 100 %, 47 of 47 kB\n")
    }

    @Test("on a terminal one line is drawn again and ended at the end")
    func terminal() {
        let texts = texts(isTerminal: true)
        #expect(texts.count == 33)
        #expect(texts.dropLast().allSatisfy { $0.hasPrefix("\r") && !$0.hasSuffix("\n") })
        #expect(texts[15].contains("[###############...............] 50 %"))
        #expect(texts.last?.hasSuffix("41097 rows taken\n") == true)
    }
}
