import CEpoll
import Glibc
import NIOConcurrencyHelpers

/// One thread that runs every connection: their actors' jobs and their sockets' events.
///
/// All libpq calls of all connections happen here, so nothing on it may block: connecting and
/// `PQcancel` are done by `BlockingWork`. `watches` and `jobs` belong to the thread; other threads
/// only append to `inbox`. The lock is a pthread mutex on purpose: the thread sanitizer does not
/// know `Synchronization.Mutex`.
final class Reactor: SerialExecutor, TaskExecutor, @unchecked Sendable {
    static let shared = Reactor()

    /// Which of readable, writable and broken a socket is.
    struct Readiness: OptionSet {
        let rawValue: UInt32
        static let readable = Readiness(rawValue: UInt32(CEPOLL_READABLE))
        static let writable = Readiness(rawValue: UInt32(CEPOLL_WRITABLE))
        static let broken = Readiness(rawValue: UInt32(CEPOLL_BROKEN))
    }

    /// A watched socket; tokens are never used twice, so a late event finds nobody.
    struct Watch {
        fileprivate let token: UInt64
        fileprivate let descriptor: Int32
    }

    private struct Inbox {
        var jobs: [UnownedJob] = []
        var isWakingUp = false
    }

    private static let wakeUpToken: UInt64 = 0
    /// How many jobs run before the sockets are looked at again.
    private static let jobsPerTurn = 256

    private let epoll = cepoll_create()
    private let wakeUp = cepoll_eventfd()
    private let inbox = NIOLockedValueBox(Inbox())
    /// Written before the first job can arrive.
    private var thread = pthread_t()
    private var jobs = Fifo<UnownedJob>()
    private var handlers: [UInt64: (Readiness) -> Void] = [:]
    private var nextToken: UInt64 = 1

    private init() {
        precondition(epoll >= 0 && wakeUp >= 0, "no descriptors left for the reactor")
        cepoll_watch(epoll, wakeUp, UInt32(CEPOLL_READABLE), Self.wakeUpToken, 0)
        startThread()
    }

    /// The thread inherits a mask that blocks every signal: they are for the program's own threads.
    private func startThread() {
        var everySignal = sigset_t()
        var previous = sigset_t()
        sigfillset(&everySignal)
        pthread_sigmask(SIG_SETMASK, &everySignal, &previous)
        let result = pthread_create(
            &thread, nil,
            { argument in
                cepoll_name_thread("postgres")
                Unmanaged<Reactor>.fromOpaque(argument!).takeUnretainedValue().turn()
            }, Unmanaged.passRetained(self).toOpaque())
        precondition(result == 0, "no thread for the reactor")
        pthread_sigmask(SIG_SETMASK, &previous, nil)
    }

    // MARK: Executor

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isOnThread {
            jobs.append(job)
            return
        }
        let mustWakeUp = inbox.withLockedValue { inbox in
            inbox.jobs.append(job)
            defer { inbox.isWakingUp = true }
            return !inbox.isWakingUp
        }
        if mustWakeUp {
            var one: UInt64 = 1
            _ = write(wakeUp, &one, MemoryLayout.size(ofValue: one))
        }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    func asUnownedTaskExecutor() -> UnownedTaskExecutor { UnownedTaskExecutor(ordinary: self) }

    func checkIsolated() { precondition(isOnThread, "not on the database thread") }

    func isIsolatingCurrentContext() -> Bool? { isOnThread }

    private var isOnThread: Bool { pthread_equal(pthread_self(), thread) != 0 }

    // MARK: Sockets (on the thread only)

    /// Calls `handler` whenever there is something to read, until `forget`.
    func watch(_ descriptor: Int32, handler: @escaping (Readiness) -> Void) -> Watch? {
        checkIsolated()
        let watch = Watch(token: nextToken, descriptor: descriptor)
        nextToken += 1
        guard cepoll_watch(epoll, descriptor, UInt32(CEPOLL_READABLE), watch.token, 0) == 0 else {
            return nil
        }
        handlers[watch.token] = handler
        return watch
    }

    /// Also calls the handler when there is room to write, or stops doing so.
    func watch(_ watch: Watch, forWriting: Bool) {
        checkIsolated()
        let readiness = CEPOLL_READABLE | (forWriting ? CEPOLL_WRITABLE : 0)
        cepoll_watch(epoll, watch.descriptor, UInt32(readiness), watch.token, 1)
    }

    /// Must come before the descriptor is closed.
    func forget(_ watch: Watch) {
        checkIsolated()
        cepoll_forget(epoll, watch.descriptor)
        handlers[watch.token] = nil
    }

    // MARK: The thread

    private func turn() -> Never {
        let events = UnsafeMutablePointer<cepoll_event>.allocate(capacity: Int(CEPOLL_BATCH))
        while true {
            for _ in 0..<Self.jobsPerTurn {
                guard let job = jobs.popFirst() else { break }
                job.runSynchronously(
                    isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
            }
            let count = cepoll_wait(epoll, events, jobs.isEmpty ? -1 : 0)
            precondition(count >= 0, "epoll_wait failed")
            for position in 0..<Int(count) { handle(events[position]) }
        }
    }

    private func handle(_ event: cepoll_event) {
        guard event.token != Self.wakeUpToken else { return takeInbox() }
        handlers[event.token]?(Readiness(rawValue: event.readiness))
    }

    private func takeInbox() {
        var count: UInt64 = 0
        _ = read(wakeUp, &count, MemoryLayout.size(ofValue: count))
        let arrived = inbox.withLockedValue { inbox in
            defer { inbox = Inbox() }
            return inbox.jobs
        }
        for job in arrived { jobs.append(job) }
    }
}
