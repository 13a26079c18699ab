internal import DeskDatabase
internal import Logging
internal import Postgres

/// Keeps one leader running for each session that is to run here, following `fix.sessions`: rows
/// that are added start, rows that change start anew, rows that go or are disabled log out, and so
/// do sessions whose hours are over.
actor SessionDirector {
    private struct Running {
        let leader: SessionLeader
        let task: Task<Void, Never>
    }

    private let database: PostgresConfiguration
    private let control: FixFunctions
    /// Nil: every session.
    private let names: Set<String>?
    private let worker: String
    private let settings: GatewaySettings
    private let logger: Logger
    private var running: [String: Running] = [:]
    private var missing: Set<String> = []
    private var isStopping = false

    init(
        database: PostgresConfiguration, control: FixFunctions, names: Set<String>?,
        worker: String, settings: GatewaySettings, logger: Logger
    ) {
        self.database = database
        self.control = control
        self.names = names
        self.worker = worker
        self.settings = settings
        self.logger = logger
    }

    /// Until `stop()` or cancellation; returns when every session has ended.
    func run() async {
        var link = LinkState()
        while !isStopping, !Task.isCancelled {
            // Until the database answers: hours may begin and end meanwhile.
            var wait = min(settings.sessionsInterval, settings.acquireInterval)
            do {
                // Asked first and counted from here: what begins or ends between the two
                // questions, or while sessions end, is seen by a look that follows at once.
                let asked = ContinuousClock.now
                let change = try await control.untilScheduleChange()
                let sessions = try await control.sessionsToRun()
                _ = link.succeeded()
                await follow(sessions)
                wait = settings.sessionsInterval
                if let change {
                    wait = min(wait, max(.zero, change - (ContinuousClock.now - asked)))
                }
            } catch {
                if case .lost(let reason) = link.failed(error) {
                    logger.warning("sessions not read", metadata: ["reason": "\(reason)"])
                }
            }
            await pause(wait)
        }
        for name in Array(running.keys) { await end(name, cancelling: Task.isCancelled) }
    }

    /// Logs every session out and lets `run()` return.
    func stop() async {
        isStopping = true
        for session in running.values { await session.leader.stop() }
    }

    /// Messages wait for a session; nil: perhaps for any.
    func wake(_ name: String?) async {
        if let name {
            await running[name]?.leader.wake()
        } else {
            for session in running.values { await session.leader.wake() }
        }
    }

    private func follow(_ sessions: [FixFunctions.Session]) async {
        let wanted = sessions.filter { names?.contains($0.name) ?? true }
        tellMissing((names ?? []).subtracting(sessions.map(\.name)))
        for (name, session) in running where !wanted.contains(session.leader.session) {
            logger.notice(
                "session row changed or gone, or its hours are over",
                metadata: ["session": "\(name)"])
            await end(name, cancelling: false)
        }
        for session in wanted where running[session.name] == nil && !isStopping {
            start(session)
        }
    }

    /// A name that was mistyped would otherwise leave a gateway that does nothing, silently.
    private func tellMissing(_ names: Set<String>) {
        for name in names.subtracting(missing).sorted() {
            logger.warning(
                "session not started: fix.sessions has no enabled one of this name in its hours",
                metadata: ["session": "\(name)"])
        }
        missing = names
    }

    private func start(_ session: FixFunctions.Session) {
        let (control, worker, seconds) = (control, worker, settings.leaseSeconds)
        let leader = SessionLeader(
            session: session, database: database, control: control, settings: settings,
            logger: logger
        ) { [logger] in
            let lease = try await control.acquire(
                session: session.name, worker: worker, leaseSeconds: seconds)
            if let name = lease?.predecessor,
                let predecessor = StoppedPredecessor(leader: name, worker: worker),
                predecessor.hangUp(port: session.port) > 0
            {
                logger.warning(
                    "the leader before us is stopped: its line is hung up",
                    metadata: ["session": "\(session.name)", "leader": "\(name)"])
            }
            return lease
        }
        // On the database's thread: from the wake-up to the socket's buffer no other thread takes
        // part, which on a desk that sleeps costs more than the work.
        let task = Task(executorPreference: PostgresConnection.taskExecutor) {
            _ = await leader.run()
        }
        running[session.name] = Running(leader: leader, task: task)
    }

    private func end(_ name: String, cancelling: Bool) async {
        guard let session = running[name] else { return }
        if cancelling { session.task.cancel() }
        await session.leader.stop()
        await withTaskCancellationHandler {
            await session.task.value
        } onCancel: {
            session.task.cancel()
        }
        running[name] = nil
    }

    /// Waits until sessions are to be read again, but not through a stop.
    private func pause(_ wait: Duration) async {
        let step: Duration = .milliseconds(100)
        let end = ContinuousClock.now + wait
        while ContinuousClock.now < end, !isStopping, !Task.isCancelled {
            try? await Task.sleep(for: min(step, end - ContinuousClock.now))
        }
    }
}
