import Glibc

/// Runs libpq's blocking calls (dialling, `PQcancel`), each on a thread of its own.
///
/// Not on the reactor, nor on Swift's pool, nor on Dispatch's: those have few threads, and a host
/// that does not answer would hold all of them while another database waits to be dialled. There
/// is at most one dial and one cancel request a connection, so threads are bounded by connections.
enum BlockingWork {
    private final class Job {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            start { continuation.resume(returning: work()) }
        }
    }

    private static func start(_ run: @escaping @Sendable () -> Void) {
        let job = Unmanaged.passRetained(Job(run))
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { argument in
                Unmanaged<Job>.fromOpaque(argument!).takeRetainedValue().run()
                return nil
            }, job.toOpaque())
        guard result == 0 else {
            // Without a thread left it is better to block the caller than to lose the work.
            job.release()
            return run()
        }
        pthread_detach(thread)
    }
}
