import Testing

@testable import PrivateDesk

@Suite("What others wrote does nothing to a terminal")
struct PlainTextTests {
    @Test("plain text stays as it is, in every script")
    func keepsText() {
        for text in ["", "NIFTY26JANFUT 23,100.00", "मूल्य ₹५", "க்ஷ", "👩‍👩‍👧", "a\u{200C}b"] {
            #expect(text.plain(keepsLines: false) == text)
        }
    }

    @Test(
        "what moves the cursor, colours, rings or turns writing round is spelled out",
        arguments: [
            ("\u{1B}[2Jgone", "\\u{1b}[2Jgone"), ("a\rb", "a\\u{d}b"), ("\u{7}", "\\u{7}"),
            ("\u{9B}31m", "\\u{9b}31m"), ("\u{7F}\u{0}", "\\u{7f}\\u{0}"), ("a\tb", "a\\u{9}b"),
            ("\u{202E}evil", "\\u{202e}evil"), ("\u{2066}x", "\\u{2066}x"),
            ("\u{FEFF}", "\\u{feff}"), ("\u{E0041}", "\\u{e0041}"), ("a\u{2028}b", "a\\u{2028}b"),
            ("a\r\nb", "a\\u{d}\\u{a}b"),
        ])
    func spellsOut(text: String, plain: String) {
        #expect(text.plain(keepsLines: false) == plain)
    }

    @Test("lines of ours stay lines, and columns columns")
    func keepsLines() {
        #expect(
            "one\ttwo\nthree\r\n\u{1B}".plain(keepsLines: true) == "one\ttwo\nthree\\u{d}\n\\u{1b}")
    }
}
