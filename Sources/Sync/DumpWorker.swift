import DeskDatabase
import FoundationEssentials
import Glibc
import Logging
import Postgres

/// Makes the dumps that are asked for or due, one at a time, freezes opening positions on them, and
/// removes what is no longer kept or what a killed worker left.
struct DumpWorker: Sendable {
    private static let tidyInterval: Duration = .seconds(60)
    /// Reading five million opening positions takes seconds: not at every turn.
    private static let freezeInterval: Duration = .seconds(3)

    let functions: DumpFunctions
    let desk: PostgresConfiguration
    let primary: PostgresConfiguration
    let directory: String
    let workerName: String
    let interval: Duration
    let logger: Logger

    func run() async {
        var link = LinkState()
        var tidied: ContinuousClock.Instant?
        var frozen: ContinuousClock.Instant?
        while !Task.isCancelled {
            do {
                let now = ContinuousClock.now
                if tidied.map({ now - $0 > Self.tidyInterval }) ?? true {
                    try await tidy()
                    tidied = now
                }
                if let order = try await functions.claim(workerName: workerName) {
                    try makeDirectory()
                    await DumpJob(
                        order: order, functions: functions, desk: desk, primary: primary,
                        directory: directory, logger: logger
                    ).run()
                    tidied = nil
                    frozen = nil
                }
                if frozen.map({ now - $0 > Self.freezeInterval }) ?? true {
                    if try await functions.freezeLatest() {
                        logger.info("the day's opening positions are frozen")
                    }
                    frozen = now
                }
                tell(link.succeeded())
            } catch {
                tell(link.failed(error))
            }
            try? await Task.sleep(for: interval)
        }
    }

    /// Clients' data: nobody else's to read.
    private func makeDirectory() throws {
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    private func tidy() async throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let leavings = try await functions.leavings(names: names)
        var removed: [String] = []
        for name in leavings.directories {
            do {
                try FileManager.default.removeItem(atPath: "\(directory)/\(name)")
                removed.append(name)
                logger.info("removed \(directory)/\(name)")
            } catch {
                logger.warning("\(directory)/\(name) cannot be removed: \(error)")
            }
            unlink("\(directory)/\(name).services")
        }
        if !removed.isEmpty { try await functions.noteDeleted(names: removed) }
        guard !leavings.databases.isEmpty else { return }
        try makeDirectory()
        let services = try ServiceFile(
            directory: directory, name: "tidy", sections: [desk.serviceSection(named: "desk")])
        defer { services.remove() }
        for name in leavings.databases {
            do {
                try await services.dropDatabase(name)
                logger.info("dropped database \(name)")
            } catch {
                logger.warning("database \(name) cannot be dropped: \(error)")
            }
        }
    }

    private func tell(_ change: LinkState.Change?) {
        switch change {
        case nil: break
        case .reached: logger.info("dumps: ready")
        case .lost(let reason):
            logger.warning("dumps: cannot work", metadata: ["reason": "\(reason)"])
        }
    }
}
