import Glibc

/// Ports of 127.0.0.1.
public enum TCPPort {
    /// Whether a server could listen there now.
    public static func isFree(_ port: Int) -> Bool {
        bound(to: port) != nil
    }

    /// A port nobody listens on at this moment, nil when the system has none to give.
    public static func unused() -> Int? { bound(to: 0) }

    /// Binds for a moment and returns the port got; 0 lets the system choose.
    private static func bound(to port: Int) -> Int? {
        guard let number = in_port_t(exactly: port) else { return nil }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var reuse: Int32 = 1
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = number.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let got = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        return got ? Int(in_port_t(bigEndian: address.sin_port)) : nil
    }
}
