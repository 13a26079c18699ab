import FIX
import Logging
import Testing

@testable import Gateway

@Suite struct MessageJournalTests {
    private static func journal(_ level: Logger.Level) -> MessageJournal {
        var logger = Logger(label: "test")
        logger.logLevel = level
        return MessageJournal(logger: logger)
    }

    /// Reads a framed message back as the gateway would.
    private func message(_ body: [UInt8]) throws -> InboundMessage {
        let head = "35=8\u{1}34=7\u{1}49=SIMEX\u{1}56=IRRA1\u{1}52=20260115-05:00:00.000\u{1}"
        let inner = Array(head.utf8) + body
        var frame = Array("8=FIX.4.4\u{1}9=\(inner.count)\u{1}".utf8) + inner
        let sum = String(frame.reduce(0) { ($0 + Int($1)) % 256 })
        frame += Array("10=\(String(repeating: "0", count: 3 - sum.count) + sum)\u{1}".utf8)
        var decoder = FrameDecoder()
        decoder.append(frame)
        guard case .message(let message) = decoder.next() else { throw CancellationError() }
        return InboundMessage(sequence: 7, possDup: false, message: message)
    }

    @Test("names are looked up once each, whichever field has them")
    func names() throws {
        let messages = try ["11=IR1", "11=IR1", "41=IR2", "379=IR3", "58=nothing"].map {
            try message(Array("\($0)\u{1}".utf8))
        }
        #expect(Self.journal(.info).names(in: messages[...]).sorted() == ["IR1", "IR2", "IR3"])
        #expect(Self.journal(.warning).names(in: messages[...]).isEmpty)
    }

    @Test("what the database could not take as text is nobody's name")
    func unreadable() throws {
        let names: [[UInt8]] = [
            [0x49, 0x00, 0x52], [0xFF, 0xFE], Array("I R".utf8), Array("₹".utf8),
            Array(repeating: 0x49, count: 1_000),
        ]
        let messages = try names.map { try message(Array("11=".utf8) + $0 + [1]) }
        #expect(Self.journal(.info).names(in: messages[...]).isEmpty)
    }
}
