internal import DeskDatabase
internal import Logging
internal import Postgres

/// What is due by the clock alone: exits that wait, chases, checks. The database decides what is
/// due and does it; every gateway asks, and rows that one works on are passed over by the others.
struct ClockWork: Sendable {
    /// One kind of work; a failure of one never keeps the others waiting.
    private struct Job {
        let name: String
        let work: @Sendable () async throws -> QueueFunctions.Round
        var link = LinkState()
    }

    /// Looked at so often even if nothing is known to become due.
    private static let longestWait: Duration = .seconds(1)
    /// Between two looks when what is due cannot be done yet: another gateway is at it.
    private static let shortestWait: Duration = .milliseconds(100)

    private let functions: QueueFunctions
    private let wakes: AsyncStream<Void>
    private let waking: AsyncStream<Void>.Continuation
    private let logger: Logger

    init(database: any StatementRunner, logger: Logger) {
        functions = QueueFunctions(database: database)
        (wakes, waking) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.logger = logger
    }

    /// Something may be due now.
    func wake() { waking.yield() }

    /// Until cancellation; once at a time.
    func run() async {
        var jobs = [
            Job(name: "work_exits", work: functions.workExits),
            Job(name: "chase_orders", work: functions.chaseOrders),
            Job(name: "check_fills", work: functions.checkFills),
            Job(name: "check_answers", work: functions.checkAnswers),
        ]
        wake()
        var timer: Task<Void, Never>?
        for await _ in wakes {
            timer?.cancel()
            let wait = await round(&jobs)
            timer = Task {
                try? await Task.sleep(for: wait)
                if !Task.isCancelled { wake() }
            }
        }
        timer?.cancel()
    }

    /// Does what is due; answers how long nothing more is.
    private func round(_ jobs: inout [Job]) async -> Duration {
        var wait = Self.longestWait
        for index in jobs.indices {
            do {
                let done = try await jobs[index].work()
                if case .reached = jobs[index].link.succeeded() {
                    logger.debug("clock work", metadata: ["job": "\(jobs[index].name)"])
                }
                if done.worked > 0 { wait = .zero }
                if let due = done.nextDue { wait = min(wait, max(due, Self.shortestWait)) }
            } catch {
                if case .lost(let reason) = jobs[index].link.failed(error) {
                    logger.warning(
                        "clock work failed",
                        metadata: ["job": "\(jobs[index].name)", "reason": "\(reason)"])
                }
            }
        }
        let maySleep = try? await functions.prepareToSleep(queue: QueueFunctions.exitsQueue)
        return maySleep == false ? min(wait, Self.shortestWait) : wait
    }
}
