import FIX
import Logging
import Testing

@testable import FIXTransport

@Suite("Acceptor")
struct AcceptorTests {
    /// Runs the body against an acceptor with the sessions DESK and OTHER.
    private func withAcceptor(
        _ body: (Int, _ store: MemoryStore, _ driver: SessionDriver) async throws -> Void
    ) async throws {
        var logger = Logger(label: "acceptor")
        logger.logLevel = .critical
        let settings = DriverSettings()
        var limits = SessionLimits()
        // No test waits for a silent peer to be hung up on; a busy machine is slow to write.
        limits.logonWait = 60 * UTCTimestamp.microsecondsPerSecond
        let store = MemoryStore()
        let drivers = ["DESK", "OTHER"].map { name in
            SessionDriver(
                configuration: SessionConfiguration(
                    role: .acceptor, senderCompID: "EXCH", targetCompID: name, limits: limits),
                store: name == "DESK" ? store : MemoryStore(), settings: settings, logger: logger)
        }
        let acceptor = AcceptorTransport(
            host: "127.0.0.1", port: 0, drivers: drivers, logger: logger)
        let task = Task { try await acceptor.run() }
        let port = try #require(await acceptor.listeningPort())
        try await body(port, store, drivers[0])
        acceptor.shutdown()
        try await task.value
    }

    @Test("bytes that come one by one are understood", .timeLimit(.minutes(5)))
    func byteByByte() async throws {
        try await withAcceptor { port, store, _ in
            let peer = try await RawPeer(port: port)
            for byte in peer.logon() + peer.frame("D", 2, "11=X\u{1}") {
                try await peer.write([byte])
            }
            #expect(try await eventually { store.received.map(\.sequence) == [2] })
            #expect(try await eventually { peer.types == ["A"] })
            try await peer.close()
        }
    }

    @Test("a whole morning in one packet is understood", .timeLimit(.minutes(5)))
    func manyInOne() async throws {
        try await withAcceptor { port, store, _ in
            let peer = try await RawPeer(port: port)
            let orders = (Int64(2)...9000).flatMap { peer.frame("D", $0, "11=\($0)\u{1}") }
            let question = peer.frame("1", 9001, "112=done\u{1}")
            try await peer.write(peer.logon() + orders + question)
            #expect(try await eventually { peer.types == ["A", "0"] })
            #expect(store.received.map(\.sequence) == (2...9000).map { Int64($0) })
            try await peer.close()
        }
    }

    @Test("a second connection of a live session is hung up on", .timeLimit(.minutes(5)))
    func secondConnection() async throws {
        try await withAcceptor { port, store, _ in
            let first = try await RawPeer(port: port)
            try await first.write(first.logon())
            #expect(try await eventually { first.types == ["A"] })
            let second = try await RawPeer(port: port)
            try await second.write(second.logon(2))
            #expect(try await eventually { second.isClosed })
            #expect(second.types.isEmpty)
            try await first.write(first.frame("D", 2))
            #expect(try await eventually { store.received.count == 1 })
            #expect(!first.isClosed)
            try await first.close()
        }
    }

    @Test("sessions of one acceptor are told apart by their CompIDs", .timeLimit(.minutes(5)))
    func twoSessions() async throws {
        try await withAcceptor { port, store, _ in
            let desk = try await RawPeer(port: port)
            let other = try await RawPeer(port: port, from: "OTHER")
            try await other.write(other.logon() + other.frame("D", 2))
            try await desk.write(desk.logon())
            #expect(try await eventually { desk.types == ["A"] && other.types == ["A"] })
            #expect(store.received.isEmpty)
        }
    }

    @Test(
        "strangers are hung up on without a word", .timeLimit(.minutes(5)),
        arguments: ["unknown sender", "unknown target", "no logon", "garbage"])
    func strangers(_ kind: String) async throws {
        try await withAcceptor { port, store, _ in
            let peer = try await RawPeer(
                port: port, from: kind == "unknown sender" ? "WHO" : "DESK",
                to: kind == "unknown target" ? "WHAT" : "EXCH")
            switch kind {
            case "no logon": try await peer.write(peer.frame("D", 1))
            case "garbage": try await peer.write(Array("GET / HTTP/1.1\r\n\r\n".utf8))
            default: try await peer.write(peer.logon())
            }
            #expect(try await eventually { peer.isClosed })
            #expect(peer.types.isEmpty)
            #expect(store.statuses.isEmpty)
        }
    }

    @Test("a garbled message is ignored and its number asked for", .timeLimit(.minutes(5)))
    func garbled() async throws {
        try await withAcceptor { port, store, _ in
            let peer = try await RawPeer(port: port)
            var broken = peer.frame("D", 2, "11=BROKEN\u{1}")
            broken[broken.count - 2] ^= 1
            try await peer.write(peer.logon() + broken + peer.frame("D", 3, "11=HIGH\u{1}"))
            #expect(try await eventually { peer.types == ["A", "2"] })
            #expect(peer.messages.last?[Tag.beginSeqNo] == "2")
            #expect(store.received.isEmpty)
            try await peer.close()
        }
    }

    @Test("a resend and new messages never mix", .timeLimit(.minutes(5)))
    func resendIsNotInterleaved() async throws {
        try await withAcceptor { port, store, driver in
            let peer = try await RawPeer(port: port)
            try await peer.write(peer.logon())
            #expect(try await eventually { peer.types == ["A"] })
            for number in 0..<500 { store.submit(msgType: "8", body: "11=\(number)\u{1}") }
            driver.wake()
            #expect(try await eventually { peer.types.count == 501 })
            try await peer.write(peer.frame("2", 2, "7=1\u{1}16=0\u{1}"))
            for number in 500..<900 {
                store.submit(msgType: "8", body: "11=\(number)\u{1}")
                driver.wake()
            }
            // What went out before the request was read is resent, too: only an answer that
            // leaves out nothing lets a receiver that dropped it go on.
            #expect(
                try await eventually {
                    let messages = peer.messages
                    return messages.last?.sequence == 901
                        && messages.filter { !$0.possDup }.count == 901
                        && messages.contains(where: \.possDup)
                })
            let messages = Array(peer.messages.dropFirst(501))
            let firstResent = try #require(messages.firstIndex { $0.possDup })
            let lastResent = try #require(messages.lastIndex { $0.possDup })
            let resent = messages[firstResent...lastResent]
            let isPure = resent.allSatisfy { $0.possDup }
            #expect(isPure, "nothing new in between")
            #expect(resent.first?.msgType == "4", "the logon is gap-filled")
            #expect(resent.first?[Tag.newSeqNo] == "2")
            let numbers = resent.compactMap(\.sequence)
            #expect(numbers == Array(1...Int64(numbers.count)))
            let fresh = messages.filter { !$0.possDup }.compactMap(\.sequence)
            #expect(fresh == Array(502...901))
            try await peer.close()
        }
    }

    @Test("the last words arrive although the other side is still sending", .timeLimit(.minutes(5)))
    func lastWords() async throws {
        try await withAcceptor { port, _, _ in
            let peer = try await RawPeer(port: port)
            let flood = (0..<2000).flatMap { _ in peer.frame("D", 1) }
            try await peer.write(peer.logon() + flood)
            #expect(try await eventually { peer.types == ["A", "5"] })
            #expect(try await eventually { peer.isClosed })
        }
    }
}
