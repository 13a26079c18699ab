import Foundation
import Glibc

/// A TCP connection that says whatever a test likes, however slowly.
final class RawClient {
    struct Failure: Error { let errno: Int32 }

    private let descriptor: Int32

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(errno: errno) }
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    }

    deinit { close(descriptor) }

    /// False once the other side has closed.
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Whether the other side has closed, though what it sent before was not read and its end
    /// cannot come. Both sides are this machine's: the kernel tells the other's state, too.
    var isLetGo: Bool {
        var own = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isKnown = withUnsafeMutablePointer(to: &own) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isKnown, let table = try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
        else { return false }
        let port = String(UInt16(bigEndian: own.sin_port), radix: 16, uppercase: true)
        let peer = ":" + String(repeating: "0", count: 4 - port.count) + port
        // Number, its address, its peer's, state; 01 is established.
        return !table.split(separator: "\n").contains { line in
            let columns = line.split(separator: " ")
            return columns.count > 3 && columns[2].hasSuffix(peer) && columns[3] == "01"
        }
    }

    /// What comes until the other side closes or `limit` is over, and whether it closed.
    func receive(until limit: Duration, while wanted: (String) -> Bool = { _ in true }) async throws
        -> (text: String, isClosed: Bool)
    {
        let deadline = ContinuousClock.now + limit
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while ContinuousClock.now < deadline {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 || (count < 0 && errno != EAGAIN) {
                return (String(decoding: received, as: UTF8.self), true)
            }
            if count > 0 { received += buffer[..<count] }
            if !wanted(String(decoding: received, as: UTF8.self)) { break }
            if count <= 0 { try await Task.sleep(for: .milliseconds(10)) }
        }
        return (String(decoding: received, as: UTF8.self), false)
    }
}
