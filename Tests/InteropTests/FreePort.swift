import Glibc
import Synchronization

/// A port of 127.0.0.1 that nobody listened on a moment ago, for programs that need to be told one.
/// Below the ports that the system hands out by itself: a program may listen there again later.
enum FreePort {
    struct None: Error {}

    private static let candidates: Range<UInt16> = 20_000..<32_000
    private static let attempts = 100
    /// From anywhere, then upwards: what was handed out is not handed out again soon.
    private static let next = Mutex(UInt16.random(in: candidates))

    static func find() throws -> Int {
        for _ in 0..<attempts {
            let port = next.withLock { next in
                defer { next = next + 1 < candidates.upperBound ? next + 1 : candidates.lowerBound }
                return next
            }
            if isFree(port) { return Int(port) }
        }
        throw None()
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
