import Dispatch

/// Runs libpq's blocking calls (dialling, `PQcancel`) on threads that may block: neither the
/// reactor nor Swift's own pool may.
enum BlockingWork {
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
    }
}
