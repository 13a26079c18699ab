/// Charts as paths of SVG, drawn from what `GET /monitor/series` answers. Only geometry: every
/// figure that somebody reads stands as the database wrote it.
struct ChartDrawing {
    static let width = 600.0
    static let height = 120.0
    /// So that a line at the very top or bottom is seen whole.
    private static let margin = 3.0
    /// Lines are told apart by dashes as well as by colours; there are so many of each.
    private static let linePlaces = 6
    /// A threshold farther off than this many times the highest figure would press it flat.
    private static let farthestBound = 2.0
    private static let largest = 1e15
    private static let titles = [
        "orders_made": "Order flow", "order_wait": "Latency: queued to sent",
        "order_answer": "Latency: sent to answered", "orders_rejected": "Rejects",
        "queue_waiting": "Queues: waiting", "queue_age": "Queues: oldest due for",
        "replication_lag": "Replication lag", "fills_unconfirmed": "Unconfirmed fills",
    ]

    /// A mean and the highest figure of a step of time that began so many seconds after the chart.
    private struct Point {
        let second: Double
        let mean: Double
        let high: Double
    }

    private let begins: Double
    private let seconds: Double
    private let step: Double

    /// Nil for what is no answer of that route.
    init?(_ series: PageValue) {
        guard let begins = series["begins"]?.figure, let minutes = series["minutes"]?.figure,
            let step = series["step_seconds"]?.figure, minutes > 0, step > 0
        else { return nil }
        self.begins = begins
        self.seconds = minutes * 60
        self.step = step
    }

    /// One after the other, as templates read them.
    static func charts(of series: PageValue) -> [PageValue] {
        guard let drawing = ChartDrawing(series) else { return [] }
        return (series["charts"]?.elements ?? []).map(drawing.chart)
    }

    func chart(_ chart: PageValue) -> PageValue {
        let measure = chart["measure"]?.text ?? ""
        let title = Self.titles[measure] ?? measure.replacing("_", with: " ")
        let series = chart["series"]?.elements ?? []
        let points = series.map(self.points)
        let highest = points.joined().map(\.high).max() ?? 0
        let bounds = (chart["thresholds"]?.elements ?? []).filter {
            guard let threshold = $0["threshold"]?.figure else { return false }
            return threshold >= 0 && threshold <= highest * Self.farthestBound
        }
        let top = Self.roundTop(
            bounds.compactMap { $0["threshold"]?.figure }.reduce(highest, max))
        return .members([
            "measure": .text(measure), "title": .text(title), "unit": chart["unit"] ?? .null,
            "description": chart["description"] ?? .null, "problem": chart["problem"] ?? .null,
            "is_empty": .boolean(points.allSatisfy(\.isEmpty)),
            "width": .number(Self.number(Self.width)),
            "height": .number(Self.number(Self.height)), "top": .number(Self.number(top)),
            "from": .text(Self.clock(begins)), "until": .text(Self.clock(begins + seconds)),
            "summary": .text(summary(title, chart)),
            "grid": .list([0, 0.5, 1].map { level($0 * top, top: top) }),
            "bounds": .list(bounds.map { bound($0, top: top) }),
            "lines": .list(
                zip(series, points).enumerated().map { place, line in
                    self.line(line.0, line.1, place: place, top: top)
                }),
        ])
    }

    private func points(of series: PageValue) -> [Point] {
        (series["points"]?.elements ?? []).compactMap { point in
            let figures = point.elements.compactMap(\.figure)
            guard figures.count == 3 else { return nil }
            return Point(second: figures[0] - begins, mean: figures[1], high: figures[2])
        }
    }

    private func line(
        _ series: PageValue, _ points: [Point], place: Int, top: Double
    ) -> PageValue {
        let subject = series["subject"]?.text ?? ""
        return .members([
            "subject": .text(subject.isEmpty ? "the desk" : subject),
            "place": .number(String(place % Self.linePlaces + 1)),
            "last": series["last"] ?? .null, "high": series["high"] ?? .null,
            "path": .text(path(points.map { ($0.second, $0.mean) }, top: top)),
            "peaks": .text(path(points.map { ($0.second, $0.high) }, top: top)),
        ])
    }

    /// Broken where nothing was read: a gap must not look like a figure.
    private func path(_ points: [(second: Double, value: Double)], top: Double) -> String {
        var path = ""
        var before: Double?
        for point in points {
            let isNext = before.map { point.second - $0 < step * 2.5 } ?? false
            let x = Self.number(min(max(point.second / seconds, 0), 1) * Self.width)
            path += "\(isNext ? "L" : "M")\(x) \(Self.number(height(of: point.value, top: top)))"
            // A step that stands alone is a dash as long as it lasted.
            if !isNext { path += "h\(Self.number(max(step / seconds * Self.width, 1)))" }
            before = point.second
        }
        return path
    }

    private func level(_ value: Double, top: Double) -> PageValue {
        let y = Self.number(height(of: value, top: top))
        return .members(["path": .text("M0 \(y)H\(Self.number(Self.width))")])
    }

    private func bound(_ threshold: PageValue, top: Double) -> PageValue {
        guard case .members(var members) = threshold,
            let value = threshold["threshold"]?.figure,
            case .members(let line) = level(value, top: top)
        else { return threshold }
        members.merge(line) { $1 }
        return .members(members)
    }

    private func height(of value: Double, top: Double) -> Double {
        let share = min(max(value / top, 0), 1)
        return Self.height - Self.margin - share * (Self.height - 2 * Self.margin)
    }

    private func summary(_ title: String, _ chart: PageValue) -> String {
        let lines = (chart["series"]?.elements ?? []).map { series in
            let subject = series["subject"]?.text ?? ""
            let name = subject.isEmpty ? "" : "\(subject) "
            return "\(name)now \(Self.said(series["last"])), highest \(Self.said(series["high"]))"
        }
        return "\(title), \(chart["unit"]?.text ?? ""): \(lines.joined(separator: "; "))"
    }

    private static func said(_ figure: PageValue?) -> String {
        figure?.text.map { IndianNumber.text($0, decimals: 0...4) } ?? "unknown"
    }

    /// 1, 2 or 5 times a power of ten, at least as high: what a scale is read by.
    static func roundTop(_ value: Double) -> Double {
        let value = min(value, largest)
        var power = 1.0
        while power * 10 <= value { power *= 10 }
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= value } ?? power * 10
    }

    /// One decimal at most; what is beyond all use is cut.
    static func number(_ value: Double) -> String {
        let tenths = Int((min(max(value, -largest), largest) * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let whole = "\(sign)\(abs(tenths) / 10)"
        return tenths % 10 == 0 ? whole : "\(whole).\(abs(tenths) % 10)"
    }

    /// India's hours and minutes of a time in seconds since 1970.
    static func clock(_ seconds: Double) -> String {
        let minutes = (Int(seconds) + 19_800) / 60 % 1440
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}

extension PageValue {
    /// For geometry alone.
    fileprivate var figure: Double? { text.flatMap(Double.init) }

    fileprivate var elements: [PageValue] {
        if case .list(let elements) = self { elements } else { [] }
    }
}
