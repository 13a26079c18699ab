import Testing

@testable import ExchangeSimulator

@Suite struct PriceTests {
    @Test(
        "a plain decimal is read exactly",
        arguments: [
            ("241.30", 2_413_000), ("0.05", 500), ("7", 70_000), ("1.00010", 10_001),
            ("9999999.9999", 99_999_999_999),
        ] as [(String, Int64)])
    func reading(text: String, expected: Int64) {
        #expect(Price(text)?.tenThousandths == expected)
    }

    @Test(
        "anything else is no price",
        arguments: ["", ".", "1.", ".5", "-1", "+1", "1e3", "1.00001", "10000000", "1 ", "١"])
    func refusing(text: String) {
        #expect(Price(text) == nil)
    }

    @Test("prices are written with two to four decimals")
    func writing() {
        #expect(Price(tenThousandths: 2_413_000).description == "241.30")
        #expect(Price(tenThousandths: 10_001).description == "1.0001")
        #expect(Price(tenThousandths: 5).description == "0.0005")
        #expect(Price(tenThousandths: 0).description == "0.00")
    }
}
