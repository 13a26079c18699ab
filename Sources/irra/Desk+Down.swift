import PrivateDesk

extension Desk {
    /// Stops the workers, then the clusters: the backup first, so that the primary need not wait
    /// for a subscriber. True when something ran.
    @discardableResult
    func down() async throws -> Bool {
        try await DeskLock.hold(home) { try await stopAll() }
    }

    private func stopAll() async throws -> Bool {
        let names = supervisor.names()
        let stopped = try await supervisor.stop(names)
        for name in stopped { narrate("\(name): stopped") }
        var didStop = !stopped.isEmpty
        for cluster in [backup, primary] where try await cluster.stop() {
            narrate("\(cluster.name): stopped")
            didStop = true
        }
        return didStop
    }
}
