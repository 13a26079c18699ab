import CLibPQ

/// One session. Calls of many tasks share its round trips; each call is one transaction.
///
/// Always in libpq's pipeline mode, except while a script or COPY runs. Every `await` may let other
/// jobs of this actor run, even the one between a method's entry and the body of its continuation:
/// state is therefore checked *inside* those bodies.
public actor PostgresConnection: StatementRunner {
    /// Calls on the wire; more wait here, where they can still be cancelled for nothing.
    static let maximumInFlight = 1_024
    static let maximumWaiting = 65_536
    /// Texts beyond this are parsed each time.
    static let maximumPrepared = 512

    /// Tasks that talk to the database most of the time save two thread changes a call by
    /// `Task(executorPreference: PostgresConnection.taskExecutor)`; they must never block or
    /// compute.
    public static var taskExecutor: any TaskExecutor { Reactor.shared }

    enum Waiting {
        case call(Call)
        case turn(id: UInt64, CheckedContinuation<Void, any Error>)
    }

    enum Prepared {
        /// The Parse travels with this call and may still fail.
        case preparing(name: String, call: UInt64)
        case ready(name: String)
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        Reactor.shared.asUnownedSerialExecutor()
    }

    let configuration: PostgresConfiguration
    /// libpq's session: only touched on the reactor, and not at all once `failure` is set.
    let session: Session
    var watch: Reactor.Watch?
    var isFinished = false
    var wantsToWrite = false
    /// Why the connection ended; nil while it lives.
    var failure: PostgresError?
    var isClosing = false
    var closers: [CheckedContinuation<Void, Never>] = []
    var onEnd: (@Sendable (PostgresError) -> Void)?

    var inFlight = Fifo<Call>()
    var waiting = Fifo<Waiting>()
    var exclusive: ExclusiveTurn?
    var isCancelling = false
    var cancelGeneration: UInt64 = 0
    var cancelWaiters: [CheckedContinuation<Void, Never>] = []
    var isWatchdogAwake = false

    var prepared: [String: Prepared] = [:]
    var nextName: UInt64 = 1
    var nextCallID: UInt64 = 1
    var inbox = NotificationInbox()

    /// Opens a session; throws `.connectFailed`, or `.cancelled`.
    public static func connect(
        _ configuration: PostgresConfiguration
    ) async throws -> PostgresConnection {
        let session = try await Session.open(configuration)
        let connection = PostgresConnection(session, configuration)
        await connection.start()
        return connection
    }

    private init(_ session: Session, _ configuration: PostgresConfiguration) {
        self.session = session
        self.configuration = configuration
    }

    isolated deinit {
        if let watch { Reactor.shared.forget(watch) }
        if !isFinished { PQfinish(session.pointer) }
    }

    private func start() {
        watch = Reactor.shared.watch(PQsocket(session.pointer)) { [weak self] readiness in
            self?.assumeIsolated { $0.socketIsReady(readiness) }
        }
        if watch == nil { fail(.connectionLost("no descriptors left")) }
    }

    /// False once the session has ended, which is noticed within milliseconds even when idle.
    public var isAlive: Bool { failure == nil && !isClosing }

    /// The server's process, as in `pg_stat_activity`.
    public var processID: Int32 { failure == nil ? PQbackendPID(session.pointer) : 0 }

    /// Runs one statement as one transaction.
    public func query(_ statement: Statement) async throws -> Rows {
        try await pipeline([statement])[0]
    }

    /// See `StatementRunner.pipeline`. Cancelling the task cancels the statement on the server if
    /// that cannot hit another call; otherwise the call ends as it would have.
    public func pipeline(_ statements: [Statement]) async throws -> [Rows] {
        do {
            return try await send(statements)
        } catch let error as NotSent {
            throw error.reason
        }
    }

    /// As `pipeline`, but throws `NotSent` when the connection ended before the call was sent.
    func send(_ statements: [Statement]) async throws -> [Rows] {
        if statements.isEmpty { return [] }
        for statement in statements {
            if let problem = ParameterBlock.problem(statement) { throw problem }
        }
        let id = takeCallID()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if let refusal { return continuation.resume(throwing: refusal) }
                let call = Call(id: id, statements: statements, continuation: continuation)
                waiting.append(.call(call))
                pump()
            }
        } onCancel: {
            Task { await self.cancel(id) }
        }
    }

    /// Waits for the calls already made, then ends the session. New calls throw `.closed`.
    public func close() async {
        await withCheckedContinuation { continuation in
            if failure != nil { return continuation.resume() }
            isClosing = true
            closers.append(continuation)
            endIfClosingAndIdle()
        }
    }

    /// Calls `handler` once when the session ends, at once if it has.
    func whenEnded(_ handler: @escaping @Sendable (PostgresError) -> Void) {
        if let failure { handler(failure) } else { onEnd = handler }
    }

    func takeCallID() -> UInt64 {
        defer { nextCallID += 1 }
        return nextCallID
    }

    /// Why nothing new may start; checked in the continuation's body.
    var refusal: (any Error)? {
        if let failure { return NotSent(reason: failure) }
        if isClosing { return NotSent(reason: .closed) }
        if Task.isCancelled { return PostgresError.cancelled }
        if waiting.count >= Self.maximumWaiting { return PostgresError.poolExhausted }
        return nil
    }
}
