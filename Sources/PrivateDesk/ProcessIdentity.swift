import FoundationEssentials
import Glibc

/// A process that cannot be mistaken for a later one with the same number: its number together with
/// the kernel's time of its start and the boot it belongs to.
public struct ProcessIdentity: Codable, Hashable, Sendable {
    public let pid: Int32
    /// Clock ticks after boot (field 22 of /proc/PID/stat).
    let startTicks: UInt64
    let boot: String

    /// The process that has this number now, nil when there is none or only its zombie.
    public init?(pid: Int32) {
        guard let ticks = Self.startTicks(of: pid) else { return nil }
        self.pid = pid
        startTicks = ticks
        boot = Self.currentBoot
    }

    public static var current: ProcessIdentity? { ProcessIdentity(pid: getpid()) }

    /// Whether this very process still runs. A zombie does not; our own is reaped on the way.
    public var isAlive: Bool {
        guard boot == Self.currentBoot else { return false }
        var status: Int32 = 0
        waitpid(pid, &status, WNOHANG)
        return Self.startTicks(of: pid) == startTicks
    }

    /// Sends the signal if this very process still runs.
    func signal(_ number: Int32) {
        if isAlive { kill(pid, number) }
    }

    private static let currentBoot =
        FileSystem.text("/proc/sys/kernel/random/boot_id")?
        .trimmingSuffix { $0.isWhitespace } ?? "unknown"

    /// When a running process started. The command's name in field 2 may hold spaces and brackets,
    /// so fields are counted after its end.
    private static func startTicks(of pid: Int32) -> UInt64? {
        guard pid > 0, let line = FileSystem.text("/proc/\(pid)/stat"),
            let end = line.lastIndex(of: ")")
        else { return nil }
        let fields = line[line.index(after: end)...].split(separator: " ")
        let startField = 19  // field 22, counted from field 3
        guard fields.count > startField, fields[0] != "Z", fields[0] != "X",
            let ticks = UInt64(fields[startField])
        else { return nil }
        return ticks
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var result = self[...]
        while let last = result.last, predicate(last) { result.removeLast() }
        return String(result)
    }
}
