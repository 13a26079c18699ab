/// The byte between fields.
let fieldEnd: UInt8 = 1

extension UInt8 {
    /// The digit that the ASCII byte shows, or nil.
    var decimalDigit: Int64? {
        let value = Int64(self) - 48
        return (0...9).contains(value) ? value : nil
    }
}

extension Int64 {
    /// Quotient rounded down, also below zero, where `/` rounds towards zero.
    func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    /// Number of digits of a number that is not negative.
    var digitCount: Int {
        var count = 1
        var rest = self / 10
        while rest > 0 {
            count += 1
            rest /= 10
        }
        return count
    }
}

extension [UInt8] {
    /// Writes a number that is not negative, with leading zeros up to the width.
    mutating func appendDigits(_ number: Int64, width: Int) {
        let start = count
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: width))
        var rest = number
        var index = start + width - 1
        while index >= start {
            self[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
            index -= 1
        }
    }
}
