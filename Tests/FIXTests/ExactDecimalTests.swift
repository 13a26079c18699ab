import Testing

@testable import FIX

@Suite("Exact decimals")
struct ExactDecimalTests {
    @Test(
        "decimals are read and written without loss",
        arguments: [
            ("0", Int64(0), 0), ("1", 1, 0), ("-1", -1, 0), ("0.05", 5, 2), ("-0.05", -5, 2),
            ("101.2500", 1_012_500, 4), ("9223372036854775807", Int64.max, 0),
            ("-9223372036854775808", Int64.min, 0), ("0.000000000000000001", 1, 18),
        ])
    func roundTrip(_ text: String, _ mantissa: Int64, _ scale: Int) throws {
        let decimal = try #require(ExactDecimal(text))
        #expect(decimal.mantissa == mantissa)
        #expect(decimal.scale == scale)
        #expect(decimal.description == text)
    }

    @Test("forms that FIX allows besides")
    func otherForms() {
        #expect(ExactDecimal(".5") == ExactDecimal(mantissa: 5, scale: 1))
        #expect(ExactDecimal("5.") == ExactDecimal(mantissa: 5, scale: 0))
        #expect(ExactDecimal("0023.0") == ExactDecimal("23"))
        #expect(ExactDecimal("-0") == ExactDecimal("0"))
    }

    @Test(
        "everything else is no number",
        arguments: [
            "", "-", ".", "-.", "+1", "1e5", " 1", "1 ", "1.2.3", "--1", "1-", "0x10", "NaN",
            "9223372036854775808", "-9223372036854775809", "0.0000000000000000001", "1,5",
        ])
    func refused(_ text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test("rescaling keeps the value or refuses")
    func rescaling() {
        #expect(ExactDecimal("1.50")?.rescaled(to: 4)?.mantissa == 15_000)
        #expect(ExactDecimal("1.50")?.rescaled(to: 1)?.mantissa == 15)
        #expect(ExactDecimal("1.55")?.rescaled(to: 1) == nil)
        #expect(ExactDecimal("9223372036854775807")?.rescaled(to: 1) == nil)
        #expect(ExactDecimal("75.000")?.wholeNumber == 75)
        #expect(ExactDecimal("75.5")?.wholeNumber == nil)
        #expect(ExactDecimal("1.50")?.hashValue == ExactDecimal("1.5")?.hashValue)
    }
}
