/// Numbers as they are written in India: 12,34,567.00. Works on the digits as they stand, so that
/// no figure is rounded on its way through a floating point number.
enum IndianNumber {
    /// A true minus sign: a hyphen is easily overlooked.
    static let minus = "−"

    private struct Parts {
        var isNegative: Bool
        var whole: [Character]
        var fraction: [Character]
    }

    /// Grouped, with at least so many decimals and at most so many. Of more digits the rest is
    /// rounded half up, as the rupee's paise are. Text that is no plain number stays as it is.
    static func text(
        _ number: String, decimals: ClosedRange<Int>, withPlus: Bool = false
    ) -> String {
        guard var parts = parts(of: number) else { return number }
        if parts.fraction.count > decimals.upperBound { round(&parts, to: decimals.upperBound) }
        while parts.fraction.count > decimals.lowerBound, parts.fraction.last == "0" {
            parts.fraction.removeLast()
        }
        while parts.fraction.count < decimals.lowerBound { parts.fraction.append("0") }
        let isZero = (parts.whole + parts.fraction).allSatisfy { $0 == "0" }
        let sign = isZero ? "" : parts.isNegative ? minus : withPlus ? "+" : ""
        let fraction = parts.fraction.isEmpty ? "" : "." + String(parts.fraction)
        return sign + grouped(parts.whole) + fraction
    }

    /// -1, 0 or 1; nil for what is no number.
    static func sign(of number: String) -> Int? {
        guard let parts = parts(of: number) else { return nil }
        if (parts.whole + parts.fraction).allSatisfy({ $0 == "0" }) { return 0 }
        return parts.isNegative ? -1 : 1
    }

    private static func parts(of number: String) -> Parts? {
        let isNegative = number.hasPrefix("-")
        let digits = isNegative ? number.dropFirst() : number[...]
        let halves = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(halves.count), let whole = halves.first, !whole.isEmpty,
            halves.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
        else { return nil }
        return Parts(
            isNegative: isNegative, whole: Array(whole),
            fraction: halves.count == 2 ? Array(halves[1]) : [])
    }

    private static func round(_ parts: inout Parts, to decimals: Int) {
        let isUp = parts.fraction[decimals] >= "5"
        parts.fraction.removeLast(parts.fraction.count - decimals)
        guard isUp else { return }
        var digits = parts.whole + parts.fraction
        var index = digits.count - 1
        while index >= 0, digits[index] == "9" {
            digits[index] = "0"
            index -= 1
        }
        if index >= 0 {
            digits[index] = Character("\(digits[index].wholeNumberValue! + 1)")
        } else {
            digits.insert("1", at: 0)
        }
        parts.fraction = Array(digits.suffix(decimals))
        parts.whole = Array(digits.dropLast(decimals))
    }

    /// The last three together, before them two by two.
    private static func grouped(_ digits: [Character]) -> String {
        guard digits.count > 3 else { return String(digits) }
        var groups = [String(digits.suffix(3))]
        var rest = digits.dropLast(3)
        while !rest.isEmpty {
            groups.append(String(rest.suffix(2)))
            rest = rest.dropLast(2)
        }
        return groups.reversed().joined(separator: ",")
    }
}
