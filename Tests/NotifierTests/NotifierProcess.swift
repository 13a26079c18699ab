import Foundation
import PrivateDesk

/// `irra notify` of the build that these tests belong to, in a process of its own.
final class NotifierProcess {
    static let program: String? = {
        let path =
            ProcessInfo.processInfo.environment["IRRA_PROGRAM"]
            ?? (try? ProjectFiles.find().path(".build/debug/irra"))
        return path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
    }()

    private let process: ChildProcess

    /// With a short lease, so that what a dead one held is soon taken by another.
    init(_ desk: OutboxDesk) throws {
        process = try ChildProcess(
            Self.program ?? "", ["notify", "--outbox", desk.outbox, "--lease", "3"],
            environment: ["IRRA_BACKUP_DSN": desk.database.conninfo(user: "irra_notify")])
    }

    func kill() { process.kill() }
}
