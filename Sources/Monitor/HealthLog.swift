import DeskDatabase

/// Finds in each reading of the desk's health what is worth a line in the log.
struct HealthLog {
    private var isOK: [String: Bool] = [:]

    /// Checks that changed since the last reading; at the first one, those that are not ok. A check
    /// that is gone (a session that was disabled) is forgotten.
    mutating func changes(_ checks: [HealthCheck]) -> [HealthCheck] {
        let changed = checks.filter { isOK[$0.name, default: true] != $0.isOK }
        isOK = Dictionary(checks.map { ($0.name, $0.isOK) }) { $0 && $1 }
        return changed
    }
}
