import Glibc

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

    /// A port of 127.0.0.1 nobody listens on at this moment, nil when the system has none to give.
    public static func unused() -> Int? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        allowReuse(descriptor)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let got = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        return got ? Int(in_port_t(bigEndian: address.sin_port)) : nil
    }

    /// As servers do, so that connections of a server that ended are no obstacle.
    private static func allowReuse(_ descriptor: Int32) {
        var reuse: Int32 = 1
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    }
}
