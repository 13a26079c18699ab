/// One pipeline on its way: what was asked, what is still to come, and who waits for it.
///
/// Belongs to one connection's actor.
final class Call {
    /// One result that libpq owes us.
    enum Step {
        case prepare(sql: String)
        case execute(index: Int)
    }

    let id: UInt64
    let statements: [Statement]
    let continuation: CheckedContinuation<[Rows], any Error>
    private(set) var steps: [Step] = []
    private var position = 0
    private(set) var rows: [Rows] = []
    /// The first error: later ones are only its consequences.
    private(set) var error: ServerError?
    /// When the call came to the front of the connection, for the watchdog.
    var frontSince: ContinuousClock.Instant?
    var wantsCancel = false
    var cancelWasSent = false
    private(set) var isRetry = false

    init(
        id: UInt64, statements: [Statement], continuation: CheckedContinuation<[Rows], any Error>
    ) {
        self.id = id
        self.statements = statements
        self.continuation = continuation
        rows.reserveCapacity(statements.count)
    }

    /// The result that comes next; nil when only the end of the pipeline is left.
    var step: Step? { position < steps.count ? steps[position] : nil }

    func expect(_ step: Step) { steps.append(step) }

    func answered(_ answer: Rows? = nil) {
        if let answer { rows.append(answer) }
        position += 1
    }

    func failed(_ result: ResultHandle) {
        var index: Int?
        switch step {
        case .execute(let statement): index = statement
        case .prepare: index = rows.count
        case nil: index = nil
        }
        if error == nil { error = result.serverError(statementIndex: index) }
        position += 1
    }

    /// Whether the error is about our prepared statements and not about the call: DDL changed what
    /// a statement returns, or somebody deallocated it. The pipeline was rolled back.
    var failedForStalePlan: Bool {
        guard let error, !isRetry, !wantsCancel else { return false }
        return error.sqlState == .invalidStatementName
            || error.sqlState == .featureNotSupported && error.routine == "RevalidateCachedQuery"
    }

    func startAgain() {
        steps = []
        position = 0
        rows = []
        error = nil
        frontSince = nil
        isRetry = true
    }

    /// Tells the caller.
    func finish() {
        guard let error else { return continuation.resume(returning: rows) }
        continuation.resume(throwing: error.thrown(wasCancelled: cancelWasSent))
    }
}

extension ServerError {
    /// 57014 is both our own cancellation and the server's time limit: we know which we sent.
    func thrown(wasCancelled: Bool) -> PostgresError {
        guard sqlState == .queryCanceled else { return .server(self) }
        return wasCancelled ? .cancelled : .timedOut(self)
    }
}
