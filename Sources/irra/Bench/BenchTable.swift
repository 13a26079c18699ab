import FoundationEssentials

/// The figures of a run, as they are printed and as bench/RESULTS.md keeps them.
struct BenchTable: Sendable {
    struct Line: Sendable {
        let what: String
        let measured: String
        let limit: String
        let ratio: String
        let aim: String
    }

    private(set) var lines: [Line] = []
    private(set) var notes: [String] = []

    mutating func add(
        _ what: String, _ measured: String, limit: String = "", ratio: String = "", aim: String = ""
    ) {
        lines.append(
            Line(what: what, measured: measured, limit: limit, ratio: ratio, aim: aim))
    }

    mutating func note(_ text: String) { notes.append(text) }

    var markdown: String {
        var text = "| figure | measured | limit in the same run | ratio | aim |\n"
        text += "|---|---|---|---|---|\n"
        for line in lines {
            text += "| \(line.what) | \(line.measured) | \(line.limit) | \(line.ratio)"
            text += " | \(line.aim) |\n"
        }
        if !notes.isEmpty { text += "\n" + notes.map { "- \($0)\n" }.joined() }
        return text
    }

    /// A number with the digits that mean something.
    static func text(_ value: Double) -> String {
        switch abs(value) {
        case 100...: grouped(Int(value.rounded()))
        case 10..<100: decimals(value, 1)
        default: decimals(value, 2)
        }
    }

    private static func decimals(_ value: Double, _ digits: Int) -> String {
        let scale = digits == 1 ? 10.0 : 100.0
        let whole = Int((abs(value) * scale).rounded())
        let fraction = String(whole % Int(scale))
        return (value < 0 ? "-" : "") + "\(whole / Int(scale))."
            + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    private static func grouped(_ value: Int) -> String {
        var digits = Array(String(abs(value)))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }
}
