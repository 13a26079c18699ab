internal import CPidfd
internal import Foundation

/// A leader whose lease ran out because its process was stopped (SIGSTOP, a debugger) on this
/// machine. Its TCP connection still stands, so the exchange would refuse the next log-on as a
/// second one until it misses heartbeats. Whoever takes the lease hangs that line up: it belongs to
/// nobody any more, and the process, when it wakes, finds its lease and its line gone.
///
/// The kernel hands out descriptors of another process only to its own user where `ptrace` may
/// attach (pidfd_getfd(2)); where it does not, the exchange's own patience decides.
struct StoppedPredecessor {
    private let processIdentifier: pid_t

    /// - Parameters:
    ///   - leader: as the lease names it, `part@host:pid`.
    ///   - worker: our own name, in the same form.
    /// - Returns: nil unless it is a stopped process of this program on this machine.
    init?(leader: String, worker: String) {
        let (its, ours) = (Self.parts(leader), Self.parts(worker))
        guard its.place == ours.place, let identifier = its.identifier,
            identifier != ours.identifier, Self.isStopped(identifier),
            Self.isThisProgram(identifier)
        else { return nil }
        processIdentifier = identifier
    }

    /// Ends its connections to this port of an exchange.
    /// - Returns: how many; 0 also where the kernel lets us reach none.
    func hangUp(port: Int) -> Int {
        let process = pidfd_open(processIdentifier, 0)
        guard process >= 0 else { return 0 }
        defer { close(process) }
        var count = 0
        for descriptor in Self.sockets(of: processIdentifier) {
            let copy = pidfd_getfd(process, descriptor, 0)
            guard copy >= 0 else { continue }
            defer { close(copy) }
            // Stopped still: one that woke looks after its own lease.
            if Self.peerPort(of: copy) == port, Self.isStopped(processIdentifier),
                shutdown(copy, Int32(SHUT_RDWR)) == 0
            {
                count += 1
            }
        }
        return count
    }

    private static func parts(_ name: String) -> (place: Substring, identifier: pid_t?) {
        guard let colon = name.lastIndex(of: ":") else { return (name[...], nil) }
        return (name[..<colon], pid_t(name[name.index(after: colon)...]))
    }

    /// By /proc: `pid (name) T …`; the name may hold anything, so from its last bracket on.
    private static func isStopped(_ identifier: pid_t) -> Bool {
        guard let line = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8),
            let bracket = line.lastIndex(of: ")")
        else { return false }
        let state = line[line.index(after: bracket)...].drop { $0 == " " }.first
        return state == "T" || state == "t"
    }

    private static func isThisProgram(_ identifier: pid_t) -> Bool {
        var (its, ours) = (stat(), stat())
        return stat("/proc/\(identifier)/exe", &its) == 0 && stat("/proc/self/exe", &ours) == 0
            && its.st_dev == ours.st_dev && its.st_ino == ours.st_ino
    }

    private static func sockets(of identifier: pid_t) -> [Int32] {
        let folder = "/proc/\(identifier)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            let target = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "\(folder)/\(name)")
            return target?.hasPrefix("socket:") == true ? Int32(name) : nil
        }
    }

    /// Nil for what is no TCP connection.
    private static func peerPort(of socket: Int32) -> Int? {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { storage in
            let isConnected = storage.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getpeername(socket, $0, &length) == 0
            }
            guard isConnected else { return nil }
            switch Int32(storage.pointee.ss_family) {
            case AF_INET:
                return storage.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    Int(UInt16(bigEndian: $0.pointee.sin_port))
                }
            case AF_INET6:
                return storage.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    Int(UInt16(bigEndian: $0.pointee.sin6_port))
                }
            default: return nil
            }
        }
    }
}
