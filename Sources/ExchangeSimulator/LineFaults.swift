/// What is wrong with the lines at this moment: holds, cuts, silences. Of this process only.
struct LineFaults: Sendable {
    /// The connection is to be cut, or not to be had; the session's numbers are safe.
    struct Cut: Error, Equatable, CustomStringConvertible {
        let description: String

        static let byScript = Cut(description: "the line was cut as the fault script wants")
        static let noLogon = Cut(description: "the logon was refused as the fault script wants")
    }

    private struct Span: Sendable {
        let session: NamePattern
        let until: Int64
    }

    /// Sessions that are logged on.
    var connected: Set<String> = []
    /// Sessions whose connection ends at their next step.
    var cuts: Set<String> = []
    /// Outbound numbers to pass over.
    var skips: [String: Int64] = [:]
    /// Nothing of the queue leaves before this time.
    var holds: [String: Int64] = [:]
    /// Messages wait for company, so that they can change places.
    var gatherings: [String: Int64] = [:]
    /// Actions decided for the message at the head of a session's queue, to be carried out.
    var decided: [String: [ExchangeAction]] = [:]
    private var silences: [Span] = []
    private var refusals: [Span] = []

    mutating func silence(_ session: NamePattern, until: Int64) {
        silences.append(Span(session: session, until: until))
    }

    mutating func refuseLogons(_ session: NamePattern, until: Int64) {
        refusals.append(Span(session: session, until: until))
    }

    /// How long the session says nothing yet, in microseconds; nil when it may speak.
    func silence(of session: String, now: Int64) -> Int64? {
        guard !silences.isEmpty else { return nil }
        let end = silences.filter { $0.session.matches(session) }.map(\.until).max() ?? now
        return end > now ? end - now : nil
    }

    func refusesLogon(of session: String, now: Int64) -> Bool {
        refusals.contains { $0.until > now && $0.session.matches(session) }
    }

    /// Forgets what is over; the sessions that may go on.
    mutating func expire(now: Int64) -> Set<String> {
        silences.removeAll { $0.until <= now }
        refusals.removeAll { $0.until <= now }
        let over = holds.merging(gatherings, uniquingKeysWith: max).filter { $0.value <= now }
        for session in over.keys where holds[session] ?? 0 <= now { holds[session] = nil }
        return Set(over.keys)
    }

    mutating func disconnected(_ session: String) {
        connected.remove(session)
        cuts.remove(session)
        skips[session] = nil
    }
}
