internal import Logging
internal import NIOCore
internal import NIOPosix

extension InitiatorTransport {
    func dialUntilShutDown() async throws {
        var failures = 0
        while !driver.mailbox.isShutDown {
            try Task.checkCancellation()
            try await driver.prepare()
            let ending = try await dialOnce()
            failures = ending.wasLoggedOn ? 1 : failures + 1
            await pause(backoff.wait(afterFailures: failures, wasHeard: ending.wasHeard))
        }
    }

    private func dialOnce() async throws -> SessionDriver.Ending {
        try await driver.store.status(.connecting, detail: "\(host):\(port)")
        let connection: Connection
        do {
            let context = try tls.map { try TLSContext(dialling: host, $0) }
            connection = try await Connection.dial(
                host: host, port: port, timeout: connectTimeout, tls: context, group: group,
                settings: driver.settings, now: driver.now)
        } catch {
            let reason = Self.reason(error)
            logger.warning(
                "cannot connect", metadata: ["to": "\(host):\(port)", "error": "\(reason)"])
            try await driver.store.status(.down, detail: "cannot connect: \(reason)")
            return SessionDriver.Ending(
                reason: "cannot connect", wasLoggedOn: false, wasHeard: false)
        }
        guard await driver.claim() else {
            connection.abort()
            return SessionDriver.Ending(reason: "driver is in use", wasLoggedOn: false)
        }
        return try await driver.serve(connection)
    }

    /// In words: of a host with several addresses, why none of them answered.
    private static func reason(_ error: any Error) -> String {
        guard let failure = error as? NIOConnectionError else { return "\(error)" }
        let lookups: [(any Error)?] = [failure.dnsAError, failure.dnsAAAAError]
        let reasons =
            failure.connectionErrors.map { "\($0.error)" }
            + lookups.compactMap { $0.map { "\($0)" } }
        return Set(reasons).sorted().joined(separator: "; ")
    }

    /// Waits, but not longer than until a shutdown or cancellation.
    private func pause(_ duration: Duration) async {
        let end = ContinuousClock.now + duration
        let mailbox = driver.mailbox
        let alarm = group.next().scheduleTask(in: TimeAmount(duration)) { mailbox.poke() }
        while ContinuousClock.now < end, !mailbox.isShutDown, !Task.isCancelled {
            await mailbox.wait()
        }
        alarm.cancel()
    }
}
