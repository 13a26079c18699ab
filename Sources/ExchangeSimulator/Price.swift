/// A price in ten-thousandths of a rupee: the exchange's arithmetic is exact, never floating point.
public struct Price: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Ten-thousandths in one rupee: four decimals, as the desk's own prices have.
    static let scale: Int64 = 10_000
    /// Digits before the point, of prices and quantities; more is refused, so that the product of
    /// a quantity and a price never overflows.
    static let maximumWholeDigits = 7

    public let tenThousandths: Int64

    public init(tenThousandths: Int64) {
        self.tenThousandths = tenThousandths
    }

    /// Reads a plain decimal such as `241.30`; nil for anything else, signs and exponents included.
    public init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty,
            whole.count <= Price.maximumWholeDigits,
            let rupees = Price.digits(whole)
        else { return nil }
        var fraction: Int64 = 0
        if parts.count == 2 {
            var decimals = Array(parts[1])
            guard !decimals.isEmpty else { return nil }
            while decimals.count > 4, decimals.last == UInt8(ascii: "0") { decimals.removeLast() }
            guard decimals.count <= 4 else { return nil }
            while decimals.count < 4 { decimals.append(UInt8(ascii: "0")) }
            guard let value = Price.digits(decimals) else { return nil }
            fraction = value
        }
        tenThousandths = rupees * Price.scale + fraction
    }

    /// At least two decimals, at most four, as exchanges print prices.
    public var description: String {
        let sign = tenThousandths < 0 ? "-" : ""
        let magnitude = tenThousandths.magnitude
        let scale = Price.scale.magnitude
        var decimals = String(magnitude % scale)
        decimals = String(repeating: "0", count: 4 - decimals.count) + decimals
        while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
        return "\(sign)\(magnitude / scale).\(decimals)"
    }

    public static func < (left: Price, right: Price) -> Bool {
        left.tenThousandths < right.tenThousandths
    }

    func isMultiple(of tick: Price) -> Bool {
        tick.tenThousandths > 0 && tenThousandths % tick.tenThousandths == 0
    }

    /// This price changed by a percentage, rounded towards zero.
    func changed(byPercent percent: Int64) -> Price {
        Price(tenThousandths: tenThousandths + tenThousandths * percent / 100)
    }

    private static func digits(_ bytes: some Sequence<UInt8>) -> Int64? {
        var value: Int64 = 0
        for byte in bytes {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return value
    }
}
