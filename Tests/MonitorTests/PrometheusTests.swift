import FoundationEssentials
import PrivateDesk
import Testing

/// What is at hand of Prometheus' own tools; Debian's package `prometheus` has them.
private enum Promtool {
    static let path = "/usr/bin/promtool"
    static let isThere = FileManager.default.isExecutableFile(atPath: path)
    static let comment: Comment = "promtool is not installed: apt-get install prometheus"
}

@Suite(
    "Prometheus understands what the desk tells it",
    .enabled(if: Promtool.isThere, Promtool.comment))
struct PrometheusTests {
    @Test("promtool finds nothing in the figures that the database tells")
    func figures() async throws {
        let database = try await TestDesk.shared().database()
        let text = try await database.run(
            #"""
            select sync.heartbeat(E'gateway@"ho\\st\n', 'gateway', 1, 'test');
            select monitor.take_samples() as samples \gset
            select monitor.judge(:'samples');
            select monitor.take_samples() as samples \gset
            select monitor.judge(:'samples');
            \o
            select logic.raise_alert('worker_gone', 'critical', 'test');
            select 'figures', monitor.metrics();
            """#)
        let metrics = try #require(text.split(separator: "figures|").last)
        #expect(metrics.contains("irra_watch_age_seconds"))
        #expect(metrics.contains("irra_alerts_open"))
        #expect(metrics.contains("irra_worker_silence"))
        _ = try await Command(Promtool.path, ["check", "metrics"]).run(input: String(metrics))
    }

    @Test("promtool finds nothing in the rules, and what they name is told by the desk")
    func rules() async throws {
        let path = try ProjectFiles.find().path("docs/monitoring/prometheus-rules.yml")
        let answer = try await Command(Promtool.path, ["check", "rules", path]).run()
        #expect(answer.contains("SUCCESS"))
        let scenarios = try ProjectFiles.find().path("docs/monitoring/prometheus-rules.test.yml")
        let proven = try await Command(Promtool.path, ["test", "rules", scenarios]).run()
        #expect(proven.contains("SUCCESS"))
    }
}
