import FIX
import Foundation
import Testing

@testable import Gateway

@Suite struct MessageJSONTests {
    private struct Parsed: Decodable {
        let sequence: Int64
        let msgType: String
        let possDup: Bool
        let sendingTime: String?
        let raw: String
        let fields: [String: String]
    }

    private static func parse(_ text: String) throws -> [Parsed] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode([Parsed].self, from: Data(text.utf8))
    }

    /// Frames a body and reads it back as the gateway would.
    private func message(_ body: [UInt8], sequence: Int64 = 7) throws -> InboundMessage {
        let head = Array("35=8\u{1}34=\(sequence)\u{1}49=SIMEX\u{1}56=IRRA1\u{1}".utf8)
        let inner = head + Array("52=20260115-05:00:00.000\u{1}".utf8) + body
        var frame = Array("8=FIX.4.4\u{1}9=\(inner.count)\u{1}".utf8) + inner
        let sum = String(frame.reduce(0) { ($0 + Int($1)) % 256 })
        let digits = String(repeating: "0", count: 3 - sum.count) + sum
        frame += Array("10=\(digits)\u{1}".utf8)
        var decoder = FrameDecoder()
        decoder.append(frame)
        guard case .message(let message) = decoder.next() else { throw CancellationError() }
        return InboundMessage(sequence: sequence, possDup: true, message: message)
    }

    @Test("the database gets valid JSON whatever the exchange sends, and the frame as it came")
    func anything() throws {
        let bodies: [[UInt8]] = [
            Array("58=plain\u{1}".utf8),
            Array("58=quote \" backslash \\ tab \t é ₹\u{1}".utf8),
            Array("58=".utf8) + [0xff, 0xfe, 0x00, 0x80, 0x01],
            Array("11=first\u{1}11=second\u{1}".utf8),
        ]
        let messages = try bodies.map { try message($0) }
        let text = MessageJSON.text(messages)
        let parsed = try Self.parse(text)
        #expect(parsed.map(\.sequence) == [7, 7, 7, 7])
        #expect(parsed[0].msgType == "8")
        #expect(parsed[0].possDup)
        #expect(parsed[0].sendingTime == "20260115-05:00:00.000")
        #expect(parsed[1].fields["58"] == "quote \" backslash \\ tab \t é ₹")
        #expect(parsed[2].fields["58"] == "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}")
        #expect(parsed[3].fields["11"] == "first")
        for (message, parsed) in zip(messages, parsed) {
            #expect(Data(base64Encoded: parsed.raw) == Data(message.raw))
        }
        #expect(MessageJSON.text([]) == "[]")
    }

    @Test("every length survives base64")
    func lengths() throws {
        for length in 1...8 {
            let one = try message(Array("58=\(String(repeating: "x", count: length))\u{1}".utf8))
            let parsed = try Self.parse(MessageJSON.text([one]))
            #expect(Data(base64Encoded: parsed[0].raw) == Data(one.raw))
        }
    }
}
