import Postgres
import Testing

/// A person's way into the desk: the same functions as the front. Whatever was in doubt when the
/// database went away is asked again.
struct Door {
    /// What came of one call.
    enum Outcome {
        case answered(Rows)
        /// A code of the desk's own, class IR.
        case refused(String)
        /// No answer before the end; it may have been carried out.
        case abandoned
    }

    private static let retryPause: Duration = .milliseconds(50)
    private static let login = Statement(
        """
        select set_config('role', 'ops_agent', true), set_config('irra.session', $1, true)
        """, [.text(Battlefield.secret)])

    let conninfo: String
    let name: String
    private var connection: PostgresConnection?

    init(conninfo: String, name: String) {
        self.conninfo = conninfo
        self.name = name
    }

    /// Asks until there is an answer, in one transaction with the log-in.
    mutating func ask(
        _ what: String, _ statement: Statement, until end: ContinuousClock.Instant
    ) async -> Outcome {
        while ContinuousClock.now < end {
            do {
                if connection == nil {
                    connection = try await .connect(
                        PostgresConfiguration(conninfo: conninfo, applicationName: name))
                }
                guard let rows = try await connection?.pipeline([Self.login, statement]).last
                else { break }
                return .answered(rows)
            } catch let error as PostgresError {
                if let state = error.sqlState?.rawValue {
                    if !Self.isTransient(state) {
                        if !state.hasPrefix("IR") || state.hasPrefix("IR9") {
                            Issue.record("\(what): \(error.detailForLog)")
                        }
                        return .refused(state)
                    }
                } else {
                    await close()
                }
            } catch {
                Issue.record("\(what): \(error)")
                return .abandoned
            }
            try? await Task.sleep(for: Self.retryPause)
        }
        return .abandoned
    }

    mutating func close() async {
        await connection?.close()
        connection = nil
    }

    /// Another transaction's locks, a server that stops, a time-out: the same again.
    private static func isTransient(_ state: String) -> Bool {
        ["40", "53", "57"].contains(String(state.prefix(2))) || state == "55P03"
            || state == "IR505"
    }
}
