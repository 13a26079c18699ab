import Testing

@testable import Front

/// Charts: what is drawn is where it was, and what was not read is not drawn.
@Suite struct ChartDrawingTests {
    /// An answer of `GET /monitor/series`: one minute in steps of five seconds.
    static func series(_ charts: String) throws -> PageValue {
        try PageValueReader.value(
            of: Array(
                #"{"begins": 1000, "minutes": 1, "step_seconds": 5, "charts": [\#(charts)]}"#.utf8))
    }

    static func chart(_ points: String, thresholds: String = "") throws -> PageValue {
        let charts = ChartDrawing.charts(
            of: try series(
                #"{"measure": "queue_age", "unit": "seconds", "problem": null, "thresholds": "#
                    + #"[\#(thresholds)], "series": [{"subject": "", "last": 3, "high": 8, "#
                    + #""points": [\#(points)]}]}"#))
        return try #require(charts.first)
    }

    static func path(_ chart: PageValue, _ list: String, _ name: String = "path") -> String? {
        guard case .list(let elements) = chart[list] else { return nil }
        return elements.first?[name]?.text
    }

    @Test func `a line goes from step to step, zero at the bottom and the top at the top`() throws {
        let chart = try Self.chart("[1000, 0, 0], [1005, 5, 8], [1010, 10, 10]")
        #expect(chart["top"]?.text == "10")
        #expect(Self.path(chart, "lines") == "M0 117h50L50 60L100 3")
        #expect(Self.path(chart, "lines", "peaks") == "M0 117h50L50 25.8L100 3")
        #expect(chart["is_empty"] == false)
        #expect(chart["title"]?.text == "Queues: oldest due for")
        #expect(
            chart["summary"]?.text
                == "Queues: oldest due for, seconds: now 3, highest 8")
    }

    @Test func `where nothing was read there is a gap`() throws {
        let chart = try Self.chart("[1000, 1, 1], [1040, 1, 1]")
        #expect(Self.path(chart, "lines") == "M0 3h50M400 3h50")
        #expect(try Self.chart("")["is_empty"] == true)
    }

    @Test func `a threshold is drawn where it does not press the line flat`() throws {
        let near = try Self.chart(
            "[1000, 4, 4]",
            thresholds: #"{"threshold": 5, "severity": "critical", "comparison": "above"}"#)
        #expect(Self.path(near, "bounds") == "M0 3H600")
        let far = try Self.chart(
            "[1000, 4, 4]",
            thresholds: #"{"threshold": 1000, "severity": "warning", "comparison": "above"}"#)
        #expect(far["bounds"] == .list([]))
        #expect(far["top"]?.text == "5")
    }

    @Test(arguments: [
        (0.0, 1.0), (0.4, 1), (1, 1), (1.1, 2), (3, 5), (7, 10), (12, 20), (480, 500), (999, 1000),
        (16_777_216, 20_000_000),
    ])
    func `a scale ends at a round figure`(value: Double, top: Double) {
        #expect(ChartDrawing.roundTop(value) == top)
    }

    @Test func `a figure so large that no scale ends above it is drawn at the top`() throws {
        let chart = try Self.chart("[1000, 1e300, 1e300]")
        #expect(Self.path(chart, "lines")?.isEmpty == false)
    }

    @Test func `times are India's`() {
        #expect(ChartDrawing.clock(0) == "05:30")
        #expect(ChartDrawing.clock(1_795_281_065) == "22:41")
    }

    @Test func `what is no answer is no chart`() {
        #expect(ChartDrawing.charts(of: .null).isEmpty)
        #expect(ChartDrawing.charts(of: .members(["minutes": "x"])).isEmpty)
    }
}
