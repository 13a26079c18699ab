import DeskDatabase
import HTTPTypes
import Testing

@testable import Front

/// Who asks, as far as addresses tell, and how often they may.
@Suite struct LimitTests {
    func fields(_ values: String...) -> HTTPFields {
        var fields = HTTPFields()
        for value in values { fields.append(HTTPField(name: TrustedProxies.header, value: value)) }
        return fields
    }

    @Test func `only a trusted proxy's word about an address is believed, from the right`() throws {
        let proxies = try TrustedProxies(["10.0.0.0/8", "192.0.2.7", "2001:db8::/33"])
        #expect(proxies.client(of: fields("203.0.113.9"), from: "198.51.100.1") == "198.51.100.1")
        #expect(proxies.client(of: fields(), from: "10.1.2.3") == "10.1.2.3")
        #expect(proxies.client(of: fields("203.0.113.9"), from: "10.1.2.3") == "203.0.113.9")
        // What the client itself wrote comes first and is passed over.
        #expect(
            proxies.client(of: fields("127.0.0.1, 203.0.113.9, 192.0.2.7"), from: "10.1.2.3")
                == "203.0.113.9")
        #expect(
            proxies.client(of: fields("127.0.0.1", "203.0.113.9"), from: "::ffff:10.1.2.3")
                == "203.0.113.9")
        #expect(proxies.client(of: fields("203.0.113.9, nonsense"), from: "10.1.2.3") == "10.1.2.3")
        #expect(
            proxies.client(of: fields("2001:db8:8000::1"), from: "2001:db8:7fff::1")
                == "2001:db8:8000::1")
        #expect(!proxies.contains("2001:db8:8000::1"))
        let long = Array(repeating: "203.0.113.9", count: 17).joined(separator: ",")
        #expect(proxies.client(of: fields(long), from: "10.1.2.3") == "10.1.2.3")
        #expect(try !TrustedProxies([]).contains("127.0.0.1"))
        #expect(try TrustedProxies(["0.0.0.0/0"]).contains("127.0.0.1"))
    }

    @Test(arguments: ["", "10.0.0", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "::/129", "host"])
    func `what is no network is refused at start`(_ text: String) {
        #expect(throws: TrustedProxies.Malformed.self) { try TrustedProxies([text]) }
    }

    @Test func `a bucket gives its burst, then its rate, and says how long to wait`() throws {
        let limits = RequestLimits(
            FrontLimits(
                person: .init(requestsPerSecond: 2, burst: 3),
                address: .init(requestsPerSecond: 0, burst: 0)))
        let now = ContinuousClock.now
        for _ in 0..<3 { try limits.admit(person: "1", at: now) }
        #expect { try limits.admit(person: "1", at: now) } throws: { error in
            guard let problem = error as? Problem else { return false }
            return problem.status.code == 429 && problem.headers[.retryAfter] == "1"
        }
        try limits.admit(person: "2", at: now)
        try limits.admit(person: "1", at: now + .milliseconds(500))
        #expect(throws: Problem.self) {
            try limits.admit(person: "1", at: now + .milliseconds(500))
        }
        for _ in 0..<3 { try limits.admit(person: "1", at: now + .seconds(60)) }
        #expect(throws: Problem.self) { try limits.admit(person: "1", at: now + .seconds(60)) }
        for _ in 0..<10_000 { try limits.admit(address: "a", at: now) }
        limits.change(to: FrontLimits(person: .init(requestsPerSecond: 0, burst: 0)))
        try limits.admit(person: "1", at: now + .seconds(60))
    }

    @Test func `a storm of addresses does not fill the memory, and nobody goes free by it`() throws
    {
        let limits = RequestLimits(
            FrontLimits(address: .init(requestsPerSecond: 1, burst: 2)))
        let now = ContinuousClock.now
        for n in 0..<(RequestLimits.maximumBuckets - 1) {
            try limits.admit(address: "\(n)", at: now)
        }
        try limits.admit(address: "x", at: now + .seconds(2))
        try limits.admit(address: "x", at: now + .seconds(2))
        for n in 0..<10 { try limits.admit(address: "late\(n)", at: now + .seconds(2)) }
        #expect(throws: Problem.self) { try limits.admit(address: "x", at: now + .seconds(2)) }
    }

    @Test func `an address has so many connections, a trusted proxy as many as it likes`() throws {
        let count = ConnectionCount(limit: 2, proxies: try TrustedProxies(["10.0.0.1"]))
        #expect(count.admit("a") && count.admit("a"))
        #expect(!count.admit("a"))
        #expect(count.admit("b"))
        count.leave("a")
        #expect(count.admit("a"))
        for _ in 0..<5 { #expect(count.admit("10.0.0.1")) }
    }
}
