import FoundationEssentials
import PrivateDesk

extension Desk {
    private static let readyPatience: Duration = .seconds(30)
    private static let readyInterval: Duration = .milliseconds(100)

    /// Waits until each worker does its work, not only exists: the listeners listen, the others
    /// have reported to the database, and the gateway is logged on when the exchange is ours to
    /// reach.
    func waitUntilReady(_ parts: [Part]) async throws {
        for part in parts {
            let didReport = try await eventually(
                within: Self.readyPatience, every: Self.readyInterval
            ) {
                guard supervisor.isRunning(part.rawValue) else {
                    throw DeskError.commandFailed(
                        part.rawValue, status: "ended while starting",
                        detail: supervisor.logTail(of: part.rawValue))
                }
                return try await isReady(part)
            }
            guard didReport else {
                throw DeskError.commandFailed(
                    part.rawValue, status: "not ready within \(Self.readyPatience)",
                    detail: supervisor.logTail(of: part.rawValue))
            }
        }
        if parts.contains(.gateway), parts.contains(.simulate), usesPrivateBackup {
            try await waitForLogon()
        }
        narrate("the desk is up: http://\(settings.httpHost):\(settings.httpPort)/")
    }

    private func isReady(_ part: Part) async throws -> Bool {
        switch part {
        case .simulate: return !TCPPort.isFree(settings.simulatorPort)
        case .front: return !TCPPort.isFree(settings.httpPort, host: settings.httpHost)
        case .primary, .backup: return isRunning(part)
        case .gateway, .notify, .monitor, .sync:
            guard usesPrivateBackup else { return true }
            guard let pid = supervisor.statuses().first(where: { $0.name == part.rawValue })?.pid
            else { return false }
            let seen = try await backup.run(
                file: project.path("replication/private_desk/worker_reported.sql"),
                database: Settings.backupDatabase, variables: ["pid": "\(pid)"])
            return seen.contains("t")
        }
    }

    private func waitForLogon() async throws {
        let isLoggedOn = try await eventually(
            within: Self.readyPatience, every: Self.readyInterval
        ) {
            let missing = try await backup.run(
                file: project.path("replication/private_desk/sessions_down.sql"),
                database: Settings.backupDatabase)
            return missing.trimmingPrefix { $0 == "\n" }.hasPrefix("0")
        }
        guard isLoggedOn else {
            throw DeskError.commandFailed(
                "gateway", status: "not logged on within \(Self.readyPatience)",
                detail: supervisor.logTail(of: "gateway"))
        }
        narrate("gateway: logged on to the exchange")
    }
}
