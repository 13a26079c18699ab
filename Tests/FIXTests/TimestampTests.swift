import Testing

@testable import FIX

@Suite("UTC timestamps")
struct TimestampTests {
    @Test(
        "known moments are read and written",
        arguments: [
            ("19700101-00:00:00", Int64(0)),
            ("20000229-12:34:56.789", 951_827_696_789_000),
            ("20261121-10:09:32.000001", 1_795_255_772_000_001),
            ("20991231-23:59:59.999999", 4_102_444_799_999_999),
            ("24000229-00:00:00", 13_574_563_200_000_000),
        ])
    func known(_ text: String, _ microseconds: Int64) throws {
        let time = try #require(UTCTimestamp(text))
        #expect(time.microseconds == microseconds)
        let digits = text.count > 17 ? text.count - 18 : 0
        let precision = try #require(UTCTimestamp.Precision(rawValue: digits))
        #expect(time.text(precision) == text)
    }

    @Test("every day of four centuries survives writing and reading")
    func everyDay() throws {
        for day in stride(from: Int64(0), through: 160_000, by: 1) {
            let time = UTCTimestamp(microseconds: day * 86_400_000_000 + day)
            #expect(UTCTimestamp(time.description) == time)
        }
    }

    @Test("digits beyond a microsecond are dropped, fewer are filled up")
    func fractions() {
        #expect(UTCTimestamp("19700101-00:00:00.1")?.microseconds == 100_000)
        #expect(UTCTimestamp("19700101-00:00:00.123456789")?.microseconds == 123_456)
        #expect(UTCTimestamp("19700101-00:00:60")?.microseconds == 60_000_000)
        #expect(UTCTimestamp(microseconds: 1_999_999).text(.seconds) == "19700101-00:00:01")
    }

    @Test(
        "malformed times are refused",
        arguments: [
            "", "19700101", "19700101-00:00", "1970-01-01-00:00:00", "19701301-00:00:00",
            "19700230-00:00:00", "20230229-00:00:00", "19700101-24:00:00", "19700101-00:60:00",
            "19700101-00:00:61", "19700101-00:00:00.", "19700101-00:00:00.1234567890",
            "19700101-00:00:00Z", "19700101 00:00:00", "+9700101-00:00:00", "19691231-23:59:59",
        ])
    func malformed(_ text: String) {
        #expect(UTCTimestamp(text) == nil)
    }
}
