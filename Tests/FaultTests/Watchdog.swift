import Foundation

/// Ends what a run started when the test process ends, however it ends: kill -9 included.
///
/// It waits in a session of its own for the end of a pipe. Processes of the run are known by the
/// folder in their environment, so it never hits another's.
final class Watchdog: Sendable {
    private static let script = """
        trap '' INT TERM HUP
        cd /
        read -r done && exit 0
        for process in /proc/[0-9]*; do
            if tr '\\0' '\\n' <"$process/environ" 2>/dev/null | grep -qxF "IRRA_HOME=$1"; then
                kill -KILL "${process#/proc/}"
            fi
        done
        rm -rf -- "$1"
        """

    private let leash: FileHandle

    init(folder: String) throws {
        let pipe = Pipe()
        for handle in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
            _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/setsid")
        process.arguments = ["/bin/sh", "-c", Self.script, "sh", folder]
        process.standardInput = pipe.fileHandleForReading
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        leash = pipe.fileHandleForWriting
    }

    /// Everything has ended as it should; the files may stay.
    func dismiss() {
        try? leash.write(contentsOf: Data("done\n".utf8))
        try? leash.close()
    }
}
