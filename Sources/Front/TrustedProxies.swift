import Glibc
import HTTPTypes

/// Who may say on whose behalf a request comes (`X-Forwarded-For`): addresses and networks of
/// reverse proxies. Everybody else's word about it is ignored.
struct TrustedProxies: Sendable {
    struct Malformed: Error, CustomStringConvertible {
        let text: String
        var description: String { "\(text) is no IP address and no network like 10.0.0.0/8" }
    }

    private struct Network: Sendable {
        let bytes: [UInt8]
        let bits: Int
    }

    static let header = HTTPField.Name("X-Forwarded-For")!
    /// Proxies in a row; a longer list is somebody's invention.
    static let maximumHops = 16

    private let networks: [Network]

    init(_ texts: [String]) throws(Malformed) {
        var networks: [Network] = []
        for text in texts {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard let bytes = Self.bytes(of: String(parts[0])), parts.count <= 2 else {
                throw Malformed(text: text)
            }
            guard let bits = parts.count == 2 ? Int(parts[1]) : bytes.count * 8,
                (0...bytes.count * 8).contains(bits)
            else { throw Malformed(text: text) }
            networks.append(Network(bytes: bytes, bits: bits))
        }
        self.networks = networks
    }

    func contains(_ address: String) -> Bool {
        guard !networks.isEmpty, let bytes = Self.bytes(of: address) else { return false }
        return networks.contains { network in
            guard network.bytes.count == bytes.count else { return false }
            let (whole, rest) = (network.bits / 8, network.bits % 8)
            guard bytes[..<whole].elementsEqual(network.bytes[..<whole]) else { return false }
            return rest == 0 || (bytes[whole] ^ network.bytes[whole]) >> (8 - rest) == 0
        }
    }

    /// Whose request it is: read from the right, the first address that is no proxy of ours.
    func client(of headers: HTTPFields, from peer: String?) -> String? {
        guard let peer, contains(peer) else { return peer }
        let hops = headers[values: Self.header].joined(separator: ",").split(separator: ",").map {
            String($0.filter { $0 != " " && $0 != "\t" })
        }
        guard hops.count <= Self.maximumHops else { return peer }
        var client = peer
        for hop in hops.reversed() {
            guard Self.bytes(of: hop) != nil else { break }
            client = hop
            if !contains(hop) { break }
        }
        return client
    }

    /// An IPv4 address inside IPv6 (`::ffff:10.0.0.1`) is that IPv4 address.
    private static func bytes(of text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
        guard inet_pton(AF_INET6, text, &bytes) == 1 else { return nil }
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes[12...]) : bytes
    }
}
