import Dispatch

/// Runs Argon2 on threads of its own, a few at a time.
///
/// Each verification takes 19 MiB and a whole core for tens of milliseconds: more of them at once
/// than there are cores would only make every one late, and an unbounded queue would outlive its
/// callers.
actor PasswordHasher {
    /// Nobody waits here longer than it takes to verify this many passwords.
    static let maximumWaiting = 64

    /// Too many log-ins wait already: come back later.
    struct Busy: Error {}

    private let threads = DispatchQueue(label: "irra.argon2", attributes: .concurrent)
    private let maximumRunning: Int
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(maximumRunning: Int) {
        self.maximumRunning = max(1, maximumRunning)
    }

    /// Verifies off the caller's thread; throws ``Busy`` at once when too many wait.
    func verify(_ password: String, against encoded: String) async throws -> Bool {
        try await run { try Argon2.verify(password, against: encoded) }
    }

    /// Hashes off the caller's thread; throws ``Busy`` at once when too many wait.
    func hash(_ password: String) async throws -> String {
        try await run { try Argon2.hash(password) }
    }

    private func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await acquire()
        defer { release() }
        return try await withCheckedThrowingContinuation { continuation in
            threads.async { continuation.resume(with: Result { try work() }) }
        }
    }

    private func acquire() async throws {
        if running < maximumRunning {
            running += 1
            return
        }
        guard waiting.count < Self.maximumWaiting else { throw Busy() }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the place straight to the first in the queue, so that nobody overtakes it.
    private func release() {
        if waiting.isEmpty {
            running -= 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
