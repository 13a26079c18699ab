import Mustache
import Testing

@testable import Front

/// What templates make of the database's JSON.
@Suite struct PageValueTests {
    func drawn(_ template: String, _ json: String) throws -> String {
        let value = try PageValueReader.value(of: Array(json.utf8))
        return try PageText.template(template).render(value)
    }

    @Test func `numbers keep all their digits and are grouped as in India`() throws {
        let expected = [
            "0": "0.00", "7": "7.00", "999": "999.00", "1000": "1,000.00",
            "-100000": "−1,00,000.00",
            "1234567.00": "12,34,567.00",
            "12345678901234567890.125": "1,23,45,67,89,01,23,45,67,890.13",
            "-0.001": "0.00", "0.995": "1.00", "99999.995": "1,00,000.00", "1e5": "1e5",
        ]
        for (number, text) in expected {
            #expect(IndianNumber.text(number, decimals: 2...2) == text, "\(number)")
        }
        #expect(IndianNumber.text("1234.5000", decimals: 2...4) == "1,234.50")
        #expect(IndianNumber.text("1234.5678", decimals: 2...4) == "1,234.5678")
        #expect(IndianNumber.text("250.50", decimals: 2...2, withPlus: true) == "+250.50")
        #expect(try drawn("{{units(n)}} {{gain(n)}}", #"{"n": -75}"#) == "−75 −75.00")
    }

    @Test func `times are told in Indian Standard Time, over midnight and leap days, too`() throws {
        let expected = [
            "2026-11-21T17:11:05.123456+00:00": "21 Nov 2026, 22:41:05 IST",
            "2026-11-21T18:30:00+00:00": "22 Nov 2026, 00:00:00 IST",
            "2024-02-28T20:00:00Z": "29 Feb 2024, 01:30:00 IST",
            "2026-12-31T23:59:59+00:00": "1 Jan 2027, 05:29:59 IST",
            "2026-11-21T22:41:05+05:30": "21 Nov 2026, 22:41:05 IST",
            "2026-11-21T12:11:05-05:00": "21 Nov 2026, 22:41:05 IST",
        ]
        for (text, told) in expected { #expect(IndiaTime(text)?.text == told, "\(text)") }
        #expect(IndiaTime("2026-11-21")?.date == "21 Nov 2026")
        for bad in ["", "now", "2026-13-01", "2026-11-21T25", "2026-11-21T10:00:00"] {
            #expect(IndiaTime(bad)?.text == nil, "\(bad)")
        }
    }

    @Test func `text from outside is text, whatever it holds`() throws {
        let json = #"{"name": "<b onclick=\"x\">\u20b9 & 'co'\ud83d\ude00\n</b>", "list": []}"#
        let text = try drawn("<p title=\"{{name}}\">{{name}}</p>", json)
        #expect(!text.contains("<b") && !text.contains("\"x\""))
        #expect(text.contains("₹ &amp; &#39;co&#39;😀"))
    }

    @Test func `a bracket or quote that Unicode joins to its neighbour is escaped, too`() throws {
        // A prepended number sign, an accent behind, a joiner, a variation selector.
        for (before, behind) in [
            ("\u{600}", ""), ("", "\u{301}"), ("", "\u{200D}"), ("\u{110BD}", "\u{FE0F}"),
        ] {
            let hostile = ["<", "\"", "'", ">", "&"].map { before + $0 + behind }.joined()
            let text = try drawn(
                "<p title=\"{{name}}\">{{words(name)}}</p>",
                "{\"name\": \(JSONText.quoted(hostile))}")
            let inside = text.utf8.dropFirst("<p title=\"".utf8.count).dropLast("</p>".utf8.count)
            #expect(inside.count { $0 == UInt8(ascii: "\"") } == 1, "\(text)")
            #expect(inside.count { $0 == UInt8(ascii: ">") } == 1, "\(text)")
            #expect(!inside.contains(UInt8(ascii: "<")), "\(text)")
            #expect(!inside.contains(UInt8(ascii: "'")), "\(text)")
        }
    }

    @Test
    func `the templates' partials escape as they do, and a client's name turns nothing round`()
        throws
    {
        let hostile = "\u{600}<img\u{301} x=\"\u{301}\u{202E}53.02494\u{2066}\u{1}\u{85}é₹\n"
        let order =
            #"{"source": "desk", "leaves_quantity": 1, "symbol": "#
            + JSONText.quoted(hostile) + "}"
        let value = try PageValueReader.value(of: Array(#"{"orders": [\#(order)]}"#.utf8))
        let text = try PageTemplates().text("client-orders", value)
        #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{2066}" })
        #expect(!text.unicodeScalars.contains { $0 == "\u{1}" || $0 == "\u{85}" })
        #expect(text.utf8.contains("\u{600}&lt;img\u{301} x=&quot;\u{301}\u{FFFD}53.02494".utf8))
        #expect(text.utf8.contains("\u{FFFD}\u{FFFD}\u{FFFD}é₹\n".utf8))
    }

    @Test func `sections follow truth, nothing, emptiness and lists`() throws {
        let json = """
            {"yes": true, "no": false, "none": null, "empty": "", "list": [1, 2], "bare": [],
             "zero": 0, "of": {"state": "active", "filled": 3}}
            """
        let template = """
            {{#yes}}a{{/yes}}{{^no}}b{{/no}}{{^none}}c{{/none}}{{^empty}}d{{/empty}}\
            {{#list}}{{.}}{{/list}}{{^bare}}e{{/bare}}{{^nonzero(zero)}}f{{/nonzero(zero)}}\
            {{#of}}{{#is_active(state)}}g{{/is_active(state)}}{{/of}}{{count(list)}}
            """
        #expect(try drawn(template, json) == "abcd12efg2")
    }

    @Test func `a list is parted and put together by a member`() throws {
        let json = """
            {"rows": [{"n": 1, "s": "FO", "left": 5}, {"n": 2, "s": "CM", "left": 0},
                      {"n": 3, "s": "FO", "left": null}]}
            """
        #expect(
            try drawn(
                "{{#by_s(rows)}}{{key}}:{{#rows}}{{n}}{{/rows}} {{/by_s(rows)}}", json)
                == "FO:13 CM:2 ")
        #expect(
            try drawn(
                "{{#where_left(rows)}}{{n}}{{/where_left(rows)}}-"
                    + "{{#unless_left(rows)}}{{n}}{{/unless_left(rows)}}", json) == "1-23")
    }

    @Test func `what is not JSON is refused`() {
        for bad in ["", "{", "[1,]", "{\"a\" 1}", "tru", "\"a", "[1] 2", "\"\\u12\""] {
            #expect(throws: PageValueReader.Malformed.self, "\(bad)") {
                try PageValueReader.value(of: Array(bad.utf8))
            }
        }
    }
}

/// The tag of what is asked for again and again.
@Suite struct EntityTagTests {
    func tag(_ text: String) -> String { EntityTag.make(of: Array(text.utf8)) }

    @Test func `the time of reading is no change, as jsonb and as json write it`() {
        #expect(tag(#"[{"a": 1, "as_of": "t1"}]"#) == tag(#"[{"a": 1, "as_of": "t2"}]"#))
        #expect(tag(#"[{"a" : 1, "as_of" : "t1"}]"#) == tag(#"[{"a" : 1, "as_of" : "t2"}]"#))
        #expect(tag(#"{"a": 1, "as_of": "t"}"#) != tag(#"{"a": 2, "as_of": "t"}"#))
        #expect(tag(#"{"as_of": null, "b": "x"}"#) != tag(#"{"as_of": null, "b": "y"}"#))
        #expect(tag(#"{"b": "\"as_of\": \"x"}"#) != tag(#"{"b": "\"as_of\": \"y"}"#))
    }
}
