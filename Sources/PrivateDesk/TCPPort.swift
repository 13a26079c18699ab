import Glibc
import Synchronization

/// Ports of this machine.
public enum TCPPort {
    /// Whether a server could listen there now. True, too, for a host that is none of this machine:
    /// whoever tries to listen there says so better.
    public static func isFree(_ port: Int, host: String = "127.0.0.1") -> Bool {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let address = found?.pointee else {
            return true
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        allowReuse(descriptor)
        return bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 || errno != EADDRINUSE
    }

    /// Below the ports that the system hands out by itself, to whoever dials: a server may be told
    /// one of these and listen there a little later, or again.
    private static let choice: ClosedRange<Int> = 20_000...31_999
    private static let attempts = 100
    /// From anywhere, then upwards: what was handed out is not handed out again soon.
    private static let next = Mutex(Int.random(in: choice))

    /// A port of 127.0.0.1 nobody listens on at this moment, nil when none is found.
    public static func unused() -> Int? {
        for _ in 0..<attempts {
            let port = next.withLock { next in
                defer { next = next < choice.upperBound ? next + 1 : choice.lowerBound }
                return next
            }
            if isFree(port) { return port }
        }
        return nil
    }

    /// As servers do, so that connections of a server that ended are no obstacle.
    private static func allowReuse(_ descriptor: Int32) {
        var reuse: Int32 = 1
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    }
}
