import DeskDatabase
import NIOConcurrencyHelpers

/// API keys that this front has met: whose they are and how many requests they take.
///
/// It remembers for half a minute, so that a request costs no question of its own. That a key was
/// revoked is seen at once all the same: the database looks at the key itself with each request.
final class KeyRing: Sendable {
    static let prefix = "irra.key."
    static let secretBytes = 32
    /// How long what the database said of a key is believed.
    static let believedFor: Duration = .seconds(30)
    /// Keys remembered; beyond it all are forgotten and asked for again.
    static let maximumKeys = 1024

    private struct Known {
        let machine: AuthFunctions.Machine
        let askedAt: ContinuousClock.Instant
        /// Requests that may come now; one a `60 / requestsPerMinute` seconds comes back.
        var allowance: Double
        var countedAt: ContinuousClock.Instant
    }

    private let database: AuthFunctions
    private let keys = NIOLockedValueBox<[[UInt8]: Known]>([:])

    init(database: AuthFunctions) {
        self.database = database
    }

    /// A new key, as it is shown once.
    static func make() -> String {
        prefix + Base64URL.encode(RandomBytes.make(count: secretBytes))
    }

    /// The machine behind a key, as a token would name it. Throws IR401 for a key that opens
    /// nothing and IR429 when it comes too often.
    func holder(of key: String) async throws -> AccessToken {
        guard Base64URL.decode(key.dropFirst(Self.prefix.count))?.count == Self.secretBytes else {
            throw Self.unknown
        }
        let hash = SessionKeys.hash(key)
        let now = ContinuousClock.now
        var machine = keys.withLockedValue { keys in
            keys[hash].flatMap { $0.askedAt + Self.believedFor > now ? $0.machine : nil }
        }
        if machine == nil {
            machine = try await database.machine(keyHash: hash)
            remember(machine, hash, at: now)
        }
        guard let machine else { throw Self.unknown }
        try count(machine, hash, at: now)
        return AccessToken(
            person: String(machine.personID), role: machine.role, session: "key:\(machine.keyID)",
            secret: key)
    }

    private static var unknown: Problem {
        Problem(.notAuthenticated, detail: "The API key is not valid or has expired")
    }

    private func remember(
        _ machine: AuthFunctions.Machine?, _ hash: [UInt8], at now: ContinuousClock.Instant
    ) {
        keys.withLockedValue { keys in
            guard let machine else {
                keys[hash] = nil
                return
            }
            if keys[hash] == nil, keys.count >= Self.maximumKeys { keys.removeAll() }
            let before = keys[hash]
            keys[hash] = Known(
                machine: machine, askedAt: now,
                allowance: before?.allowance ?? Double(machine.requestsPerMinute),
                countedAt: before?.countedAt ?? now)
        }
    }

    private func count(
        _ machine: AuthFunctions.Machine, _ hash: [UInt8], at now: ContinuousClock.Instant
    ) throws(Problem) {
        let perMinute = Double(machine.requestsPerMinute)
        let allowance = keys.withLockedValue { keys -> Double in
            guard var known = keys[hash] else { return 1 }
            let elapsed = max(0, (now - known.countedAt) / .seconds(60))
            let allowance = min(perMinute, known.allowance + elapsed * perMinute)
            known.allowance = allowance >= 1 ? allowance - 1 : allowance
            known.countedAt = max(known.countedAt, now)
            keys[hash] = known
            return allowance
        }
        guard allowance < 1 else { return }
        let seconds = ((1 - allowance) * 60 / perMinute).rounded(.up)
        throw Problem(tooManyAttempts: max(1, Int64(seconds)))
    }
}
