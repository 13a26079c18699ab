import Testing

@testable import Front

/// What a body may be, before anybody interprets it.
@Suite struct JSONCheckTests {
    func refusal(_ text: String) -> String? {
        do {
            try JSONCheck.check(Array(text.utf8))
            return nil
        } catch {
            return "\(error.offset): \(error.reason)"
        }
    }

    @Test(arguments: [
        "{}", " {\"a\" : [1, -0.5, 1e3, true, false, null, \"\"]} ", "\"\\u00e9\\ud83d\\ude00\\n\"",
        "0",
        "9223372036854775807", "12345678901234.12345678", "{\"a\":1,\"A\":2}",
        "[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]",
    ])
    func `what RFC 8259 says is JSON passes`(_ text: String) {
        #expect(refusal(text) == nil)
    }

    @Test func `a member twice is refused, however it is spelt`() {
        #expect(refusal(#"{"a":1,"a":1}"#) == "7: a member's name is there twice")
        #expect(
            refusal(#"{"quantity":1,"\u0071uantity":2}"#) == "14: a member's name is there twice")
        #expect(refusal(#"{"x":{"a":1},"y":{"a":1}}"#) == nil)
    }

    @Test(arguments: [
        "NaN", "Infinity", "-Infinity", "[NaN]", "{\"a\":NaN}", "nan", "+1", ".5", "1.", "01",
        "0x10", "1e", "--1",
    ])
    func `what is no number of JSON is refused`(_ text: String) {
        #expect(refusal(text) != nil)
    }

    @Test func `numbers beyond any use are refused before PostgreSQL computes them`() {
        #expect(refusal("1e31") == "0: the number is out of range")
        #expect(refusal("[1e99999999999999999999]") == "1: the number is out of range")
        #expect(refusal("1e-131072") == "0: the number is out of range")
        #expect(refusal(String(repeating: "9", count: 41)) == "0: the number is too long")
    }

    @Test func `nesting ends at a bound, and nothing recurses further`() {
        let depth = JSONCheck.maximumDepth
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(refusal(deep) == nil)
        #expect(refusal("[" + deep + "]")?.contains("nested more than 16 deep") == true)
        #expect(refusal(String(repeating: "{\"a\":", count: 100_000)) != nil)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "tru",
        "truex", "\"",
        "\"\\x\"", "\"\\u12\"", "\"\\u00zz\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
        "\"\\u0000\"",
        "\"a\u{1}b\"", "{} {}", "{}x", "\u{feff}{}", "/*c*/{}", "[1 2]",
    ])
    func `what is not JSON is refused with the place`(_ text: String) {
        #expect(refusal(text) != nil)
    }

    /// A seed that fails is printed with the text; put it into a test of its own.
    @Test func `whatever bytes come, it ends and agrees with itself`() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(state: seed)
        let pieces = [
            "{", "}", "[", "]", ":", ",", "\"a\"", "\"\\u0061\"", "1", "-", "e9", ".", "true",
            "null", " ", "\\", "\"", "é", "\u{1}",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int(random.next() % 12)).map { _ in
                pieces[Int(random.next() % UInt64(pieces.count))]
            }.joined()
            let isGood = refusal(text) == nil
            // Foundation takes more than we do, never less.
            if isGood { #expect(JSONValue(json: text) != nil, "seed \(seed): \(text)") }
        }
    }

    struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
