/// A number with a decimal point, kept exactly: `mantissa` divided by ten to the power of `scale`.
/// Prices and quantities never become floating point, so `1.10` stays a dime more than one.
public struct ExactDecimal: Sendable, CustomStringConvertible {
    /// More places than this fit no 64-bit mantissa.
    public static let maximumScale = 18

    public let mantissa: Int64
    /// Digits after the point, 0 to `maximumScale`.
    public let scale: Int

    /// - Precondition: `scale` is 0 to `maximumScale`.
    public init(mantissa: Int64, scale: Int) {
        precondition((0...Self.maximumScale).contains(scale))
        self.mantissa = mantissa
        self.scale = scale
    }

    /// Reads FIX's float format: an optional minus, digits, an optional point. Nil when there is
    /// anything else (a plus, an exponent, a blank), no digit, or more than 64 bits hold.
    public init?(_ text: some Collection<UInt8>) {
        var digits = text[...]
        let negative = digits.first == UInt8(ascii: "-")
        if negative { digits.removeFirst() }
        var mantissa: Int64 = 0
        var scale = 0
        var seenDigit = false
        var seenPoint = false
        for byte in digits {
            if byte == UInt8(ascii: "."), !seenPoint {
                seenPoint = true
                continue
            }
            guard let digit = byte.decimalDigit else { return nil }
            seenDigit = true
            if seenPoint { scale += 1 }
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.subtractingReportingOverflow(digit)
            guard !overflow, !carried, scale <= Self.maximumScale else { return nil }
            mantissa = sum
        }
        guard seenDigit else { return nil }
        if !negative {
            // Gathered below zero, where 64 bits reach one further.
            guard mantissa != Int64.min else { return nil }
            mantissa = -mantissa
        }
        self.init(mantissa: mantissa, scale: scale)
    }

    public init?(_ text: String) {
        self.init(text.utf8)
    }

    /// The same value with exactly `places` digits after the point; nil when digits other than
    /// zero would be lost or the mantissa would not fit.
    public func rescaled(to places: Int) -> ExactDecimal? {
        guard (0...Self.maximumScale).contains(places) else { return nil }
        var mantissa = mantissa
        var scale = scale
        while scale < places {
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            mantissa = product
            scale += 1
        }
        while scale > places {
            guard mantissa % 10 == 0 else { return nil }
            mantissa /= 10
            scale -= 1
        }
        return ExactDecimal(mantissa: mantissa, scale: places)
    }

    /// The value when it is whole, else nil.
    public var wholeNumber: Int64? {
        rescaled(to: 0)?.mantissa
    }

    public var description: String {
        var digits = String(mantissa.magnitude)
        if scale > 0 {
            if digits.count <= scale {
                digits = String(repeating: "0", count: scale + 1 - digits.count) + digits
            }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
        }
        return mantissa < 0 ? "-" + digits : digits
    }

    /// Without zeros at the end of the fraction: equal values have equal reduced forms.
    private var reduced: ExactDecimal {
        var mantissa = mantissa
        var scale = scale
        while scale > 0, mantissa % 10 == 0 {
            mantissa /= 10
            scale -= 1
        }
        return ExactDecimal(mantissa: mantissa, scale: scale)
    }
}

extension ExactDecimal: Hashable {
    public static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
        let (left, right) = (left.reduced, right.reduced)
        return left.mantissa == right.mantissa && left.scale == right.scale
    }

    public func hash(into hasher: inout Hasher) {
        let reduced = reduced
        hasher.combine(reduced.mantissa)
        hasher.combine(reduced.scale)
    }
}
