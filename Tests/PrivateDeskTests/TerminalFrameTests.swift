import PrivateDesk
import Testing

@Suite("A screen of a terminal")
struct TerminalFrameTests {
    private let frame = TerminalFrame(
        (1...8).map { .init("process \($0) runs") } + [.init("")]
            + [.init("NOT OK one", isTrouble: true), .init("NOT OK two", isTrouble: true)]
            + (1...20).map { .init("ok \($0)") },
        footer: "that is all")

    private func fitted(_ rows: Int, _ columns: Int) -> [String] {
        frame.fitted(to: .init(rows: rows, columns: columns))
    }

    @Test("shows everything where there is room, and leaves the cursor a row")
    func whole() {
        let lines = fitted(34, 80)
        #expect(lines.count == 33)
        #expect(lines.first == "process 1 runs" && lines.suffix(2) == ["", "that is all"])
        #expect(fitted(60, 80) == lines)
        #expect(frame.fitted(to: nil) == lines)
    }

    @Test("shows what is not in order first where there is not, and counts the rest")
    func short() {
        let lines = fitted(24, 80)
        #expect(lines.count == 23)
        #expect(lines.prefix(3) == ["NOT OK one", "NOT OK two", "process 1 runs"])
        #expect(lines.suffix(2) == ["… and 9 more, all in order", "that is all"])
        #expect(fitted(5, 80).dropLast().last == "… and 28 more, all in order")
        #expect(fitted(4, 80).dropLast().last == "… and 29 more, 1 of them not in order")
        for rows in 1...40 { #expect(fitted(rows, 80).count <= max(1, rows - 1)) }
    }

    @Test("is never wider than the terminal")
    func narrow() {
        #expect(fitted(60, 9).first == "process …")
        for columns in 1...40 { #expect(fitted(60, columns).allSatisfy { $0.count <= columns }) }
    }

    @Test("spells out what would do something to the terminal")
    func hostile() {
        let lines = TerminalFrame([.init("a\u{1B}[2J\nb")], footer: "").fitted(to: nil)
        #expect(lines.first == "a\\u{1b}[2J\\u{a}b")
    }
}
