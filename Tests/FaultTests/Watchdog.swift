import PrivateDesk

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

    private let leash: ChildProcess

    init(folder: String) throws {
        leash = try ChildProcess(
            "/usr/bin/setsid", ["/bin/sh", "-c", Self.script, "sh", folder], hasInput: true)
    }

    /// Everything has ended as it should; the files may stay.
    func dismiss() {
        try? leash.write("done\n")
        leash.endInput()
    }
}
