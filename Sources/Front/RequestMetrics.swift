import HTTPTypes
import NIOConcurrencyHelpers

/// Counts of this process's requests in Prometheus's text format.
final class RequestMetrics: Sendable {
    /// Upper bounds of the duration histogram, in milliseconds.
    static let bucketBoundsMilliseconds: [Int64] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000]

    private struct Series: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct Counts {
        var requests: [Series: UInt64] = [:]
        var buckets = [UInt64](repeating: 0, count: bucketBoundsMilliseconds.count)
        var durations: Duration = .zero
        var finished: UInt64 = 0
        var inFlight: Int64 = 0
    }

    private let counts = NIOLockedValueBox(Counts())

    func began() {
        counts.withLockedValue { $0.inFlight += 1 }
    }

    func ended(
        method: HTTPRequest.Method, route: String, status: HTTPResponse.Status, duration: Duration
    ) {
        // A method is a token of the caller's choice: only known ones name a series.
        let name = FrontRouter.methods.contains(method) ? method.rawValue : "other"
        let series = Series(method: name, route: route, status: status.code)
        counts.withLockedValue { counts in
            counts.inFlight -= 1
            counts.requests[series, default: 0] += 1
            counts.finished += 1
            counts.durations += duration
            for (index, bound) in Self.bucketBoundsMilliseconds.enumerated()
            where duration <= .milliseconds(bound) {
                counts.buckets[index] += 1
            }
        }
    }

    /// The text of `GET /metrics`.
    var text: String {
        let counts = self.counts.withLockedValue { $0 }
        var lines = [
            "# HELP irra_http_requests_total Requests answered.",
            "# TYPE irra_http_requests_total counter",
        ]
        for (series, count) in counts.requests.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            lines.append(
                #"irra_http_requests_total{method="\#(series.method)",route="\#(series.route)","#
                    + #"status="\#(series.status)"} \#(count)"#)
        }
        lines += [
            "# HELP irra_http_request_duration_seconds From the request's head to the answer's.",
            "# TYPE irra_http_request_duration_seconds histogram",
        ]
        for (bound, count) in zip(Self.bucketBoundsMilliseconds, counts.buckets) {
            let seconds = Double(bound) / 1000
            lines.append(
                #"irra_http_request_duration_seconds_bucket{le="\#(seconds)"} \#(count)"#)
        }
        lines += [
            #"irra_http_request_duration_seconds_bucket{le="+Inf"} \#(counts.finished)"#,
            "irra_http_request_duration_seconds_sum \(counts.durations / .seconds(1))",
            "irra_http_request_duration_seconds_count \(counts.finished)",
            "# HELP irra_http_requests_in_flight Requests being answered.",
            "# TYPE irra_http_requests_in_flight gauge",
            "irra_http_requests_in_flight \(counts.inFlight)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}
