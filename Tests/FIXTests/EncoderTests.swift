import Testing

@testable import FIX

@Suite("Encoder")
struct EncoderTests {
    @Test("a frame is written field by field, with its length and checksum")
    func golden() {
        #expect(
            Frames.text(Frames.order(7)) == """
                8=FIX.4.4|9=65|35=D|34=7|49=US|52=20260105-09:15:00.123|56=THEM|11=C7|\
                44=101.25|10=163|
                """)
    }

    @Test("a resend carries 43=Y and the time it was first sent")
    func resend() throws {
        var output: [UInt8] = []
        Frames.encoder.encode(
            type: "8", sequence: 12_345, sendingTime: 2_000_000, originalSendingTime: 1_000_000,
            body: "11=A\u{1}", into: &output)
        var decoder = FrameDecoder()
        decoder.append(output)
        let message = try #require(Frames.messages(Frames.drain(&decoder)).first)
        #expect(message.possDup)
        #expect(message.sequence == 12_345)
        #expect(message[Tag.origSendingTime] == "19700101-00:00:01.000")
        #expect(message.sendingTime?.microseconds == 2_000_000)
        #expect(message.body == "11=A\u{1}")
    }

    @Test("what is encoded is decoded again, for bodies of every length")
    func roundTrip() {
        var output: [UInt8] = []
        for length in 0..<1200 {
            Frames.encoder.encode(
                type: "D", sequence: Int64(length) + 1, sendingTime: Int64(length),
                body: FieldText.of((58, String(repeating: "x", count: length))), into: &output)
        }
        var decoder = FrameDecoder()
        decoder.append(output)
        let messages = Frames.messages(Frames.drain(&decoder))
        #expect(messages.map(\.sequence) == (1...1200).map(Int64.init))
        #expect(messages.allSatisfy { ($0[58]?.count ?? 0) == Int($0.sequence ?? 0) - 1 })
        #expect(messages.allSatisfy { $0.defect == nil })
    }

    @Test("values cannot break out of their field")
    func cleaning() {
        let body = FieldText.of((58, "a\u{1}35=D\u{1}b\n"), (1, ""), (11, "ok"))
        #expect(body == "58=a 35=D b \u{1}11=ok\u{1}")
    }
}
