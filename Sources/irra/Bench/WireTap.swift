import Dispatch
import Glibc
import Synchronization

/// Stands between the gateway and the exchange and notes when the exchange's side reads what we
/// send: the end of "request to bytes on the wire". Bytes pass unchanged.
final class WireTap: Sendable {
    private static let bufferBytes = 1 << 16
    private static let backlog: Int32 = 16
    /// A ClOrdID field that a read cut in two is found with the rest.
    private static let overlap = 64

    private struct Record: Sendable {
        /// When each ClOrdID of ours first came by.
        var orders: [String: ContinuousClock.Instant] = [:]
        var connections = 0
        /// Reads of our bytes, one list a connection.
        var lastSpoke: [Int: ContinuousClock.Instant] = [:]
        var longestSilence: Duration = .zero
    }

    let port: Int
    private let listener: Int32
    private let target: Int
    private let record = Mutex(Record())
    private let queue = DispatchQueue(label: "irra.bench.tap", attributes: .concurrent)

    /// Listens on a free port of 127.0.0.1 and dials `target` there for each connection.
    init(target: Int) throws {
        self.target = target
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.address(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, Self.backlog) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard bound else { throw BenchError("the tap cannot listen: errno \(errno)") }
        port = Int(in_port_t(bigEndian: address.sin_port))
        queue.async { self.accept() }
    }

    var connections: Int { record.withLock { $0.connections } }

    /// Longest time in which one connection heard nothing from us since `forget()`.
    var longestSilence: Duration {
        record.withLock { record in
            let now = ContinuousClock.now
            return record.lastSpoke.values.reduce(record.longestSilence) { max($0, now - $1) }
        }
    }

    /// When the exchange's side read the order; nil before it did.
    func moment(of clOrdID: String) -> ContinuousClock.Instant? {
        record.withLock { $0.orders[clOrdID] }
    }

    /// Forgets what was noted; connections stay.
    func forget() {
        record.withLock {
            $0.orders = [:]
            $0.longestSilence = .zero
            let now = ContinuousClock.now
            for key in $0.lastSpoke.keys { $0.lastSpoke[key] = now }
        }
    }

    func close() {
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    private static func address(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        address.sin_port = in_port_t(port).bigEndian
        return address
    }

    private func accept() {
        while true {
            let ours = Glibc.accept(listener, nil, nil)
            guard ours >= 0 else { return }
            let exchange = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = Self.address(port: target)
            let dialled = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(exchange, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard dialled == 0 else {
                Glibc.close(ours)
                Glibc.close(exchange)
                continue
            }
            for end in [ours, exchange] {
                var on: Int32 = 1
                setsockopt(
                    end, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            }
            let number = record.withLock { record in
                record.connections += 1
                record.lastSpoke[record.connections] = .now
                return record.connections
            }
            queue.async { self.pump(from: ours, to: exchange, connection: number) }
            queue.async { self.pump(from: exchange, to: ours, connection: nil) }
        }
    }

    /// Copies one way until either end closes; `connection` is given for what we say.
    private func pump(from source: Int32, to sink: Int32, connection: Int?) {
        var buffer = [UInt8](repeating: 0, count: Self.bufferBytes)
        var tail: [UInt8] = []
        while true {
            let count = read(source, &buffer, buffer.count)
            let now = ContinuousClock.now
            guard count > 0 else { break }
            guard Self.writeAll(buffer[..<count], to: sink) else { break }
            if let connection {
                let bytes = tail + buffer[..<count]
                note(bytes, at: now, connection)
                tail = Array(bytes.suffix(Self.overlap))
            }
        }
        shutdown(sink, Int32(SHUT_WR))
        if let connection {
            record.withLock { $0.lastSpoke[connection] = nil }
        }
    }

    private func note(_ bytes: [UInt8], at now: ContinuousClock.Instant, _ connection: Int) {
        let found = Self.clOrdIDs(in: bytes)
        record.withLock { record in
            for id in found where record.orders[id] == nil { record.orders[id] = now }
            if let last = record.lastSpoke[connection] {
                record.longestSilence = max(record.longestSilence, now - last)
            }
            record.lastSpoke[connection] = now
        }
    }

    /// Values of whole fields 11 in the bytes.
    static func clOrdIDs(in bytes: [UInt8]) -> [String] {
        let mark = Array("\u{1}11=".utf8)
        var found: [String] = []
        var index = 0
        while index + mark.count < bytes.count {
            guard bytes[index] == mark[0], bytes[index..<(index + mark.count)].elementsEqual(mark)
            else {
                index += 1
                continue
            }
            let start = index + mark.count
            guard let end = bytes[start...].firstIndex(of: 1) else { break }
            found.append(String(decoding: bytes[start..<end], as: UTF8.self))
            index = end
        }
        return found
    }

    private static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = write(
                    descriptor, buffer.baseAddress! + written, buffer.count - written)
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }
}
