import NIOConcurrencyHelpers

/// How many connections each address has open; one address must not have all of them.
final class ConnectionCount: Sendable {
    struct TooMany: Error {}

    private let limit: Int
    private let proxies: TrustedProxies
    private let open = NIOLockedValueBox<[String: Int]>([:])

    /// Trusted proxies bring many people and are not limited here.
    init(limit: Int, proxies: TrustedProxies) {
        self.limit = limit
        self.proxies = proxies
    }

    func admit(_ address: String) -> Bool {
        if proxies.contains(address) { return true }
        return open.withLockedValue { open in
            guard open[address, default: 0] < limit else { return false }
            open[address, default: 0] += 1
            return true
        }
    }

    func leave(_ address: String) {
        open.withLockedValue { open in
            guard let count = open[address] else { return }
            open[address] = count > 1 ? count - 1 : nil
        }
    }
}
