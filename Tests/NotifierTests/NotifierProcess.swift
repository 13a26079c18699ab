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

    private let process: Process

    /// With a short lease, so that what a dead one held is soon taken by another.
    init(_ desk: OutboxDesk) throws {
        process = Process()
        process.executableURL = URL(filePath: Self.program ?? "")
        process.arguments = ["notify", "--outbox", desk.outbox, "--lease", "3"]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["IRRA_BACKUP_DSN": desk.database.conninfo(user: "irra_notify")]) { $1 }
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit { kill() }

    func kill() {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }
}
