import FoundationEssentials
import Glibc
import PrivateDesk
import Testing

/// One fault after the other is done to a desk whose monitor runs: each must be an alert in time,
/// by the times that the desk itself wrote down, and be over when it is mended.
struct Alarms {
    /// What the desk promises. Held to it when this scenario is asked for; among all tests, on a
    /// machine with much else to do, only told.
    private static let limit = 5.0
    /// A machine that is busy with other things may be late now and then, not every time.
    private static let attempts = 3
    /// Longer than this nobody waits for an alert to begin or to end.
    private static let patience: Duration = .seconds(120)
    private static let pollInterval: Duration = .milliseconds(100)

    struct Fault {
        let name: String
        /// Any of these tells it.
        let rules: [String]
        var subject = ""
        /// Does it; answers since when it can be told, in seconds of the clock.
        let commit: () async throws -> Double
        let mend: () async throws -> Void
    }

    let field: Battlefield

    static func run(_ settings: RunSettings) async throws {
        guard let program = BuiltProgram.path else { return }
        print("fault test: \(settings.repetition)")
        try await Battlefield.with(program: program, settings: settings) { field in
            let alarms = Alarms(field: field)
            // How full this machine's disk is, is not what is looked at.
            try await alarms.setDiskThreshold(0)
            try await alarms.waitForQuiet()
            for fault in alarms.faults() { try await alarms.prove(fault) }
            field.forget()
        }
    }

    /// The desk works, and everything that may still be said of its beginning is over.
    private func waitForQuiet() async throws {
        try await wait("the desk is at work") {
            """
            select (select count(*) from ops.fix_sessions where status = 'logged_on' and led) = 2
                and (select applying from ops.replication)
                and (select count(distinct kind) from ops.workers where alive)
                    = \(field.office == nil ? 3 : 5)
                and exists (select from monitor.samples)
                and not exists (select from core.alerts where resolved_at is null
                    and kind in (select rule_name from monitor.rules));
            """
        }
    }

    private func prove(_ fault: Fault) async throws {
        var times: [Double] = []
        while times.count < Self.attempts {
            times.append(try await time(fault))
            if let last = times.last, last <= Self.limit { break }
        }
        let told = times.map { $0.formatted(.number.precision(.fractionLength(1))) }
            .joined(separator: ", ")
        print("fault test: \(fault.name): an alert after \(told) s")
        if let best = times.min(), best > Self.limit, RunSettings.asked == .alerts {
            Issue.record("\(fault.name): an alert only after \(told) s")
        }
    }

    /// Seconds until the alert; returns when it is over again.
    private func time(_ fault: Fault) async throws -> Double {
        let rules = fault.rules.map { "'\($0)'" }.joined(separator: ", ")
        let about = "kind in (\(rules)) and subject like '\(fault.subject)%'"
        let old = try await field.value(
            "select coalesce(sum(occurrences), 0) from core.alerts where \(about);")
        let begun = try await fault.commit()
        try await wait("\(fault.name) is an alert") {
            "select coalesce(sum(occurrences), 0) > \(old) from core.alerts where \(about);"
        }
        let opened = try await field.value(
            """
            select extract(epoch from min(last_at)) from core.alerts
            where \(about) and last_at >= to_timestamp(\(begun));
            """)
        try await fault.mend()
        try await wait("\(fault.name) is over") {
            """
            select not exists (
                select from core.alerts where \(about) and resolved_at is null);
            """
        }
        return (Double(opened) ?? .infinity) - begun
    }

    /// Until a question is answered by yes; a database that is down answers later.
    private func wait(_ what: String, _ question: () -> String) async throws {
        let end = ContinuousClock.now + Self.patience
        while ContinuousClock.now < end {
            if let answer = try? await field.value(question()), answer == "t" { return }
            try await Task.sleep(for: Self.pollInterval)
        }
        Issue.record("never true: \(what) [files in \(field.folder)]")
        throw CancellationError()
    }
}
