import Synchronization

/// Where senders put outcomes and the database's writer takes them in batches.
final class OutcomeTray: Sendable {
    private let outcomes = Mutex<[DeliveryOutcome]>([])

    func put(_ added: [DeliveryOutcome]) {
        outcomes.withLock { $0 += added }
    }

    func takeAll() -> [DeliveryOutcome] {
        outcomes.withLock { kept in
            defer { kept = [] }
            return kept
        }
    }
}
