import Testing

@testable import FIX

@Suite("Decoder")
struct DecoderTests {
    private static let good = Frames.order(1)

    @Test("a frame is found whole however its bytes are cut")
    func byteByByte() throws {
        var decoder = FrameDecoder()
        var found: [Message] = []
        for byte in Frames.order(1) + Frames.order(2) + Frames.order(3) {
            decoder.append([byte])
            let outcomes = Frames.drain(&decoder)
            found += Frames.messages(outcomes)
            #expect(outcomes.count == Frames.messages(outcomes).count, "nothing is garbled")
        }
        #expect(found.map(\.sequence) == [1, 2, 3])
        #expect(found.map(\.bytes) == [1, 2, 3].map { Frames.order($0) })
        #expect(decoder.pendingByteCount == 0)
    }

    @Test("many frames in one delivery come out one by one")
    func manyInOne() {
        var decoder = FrameDecoder()
        decoder.append((1...500).flatMap { Frames.order($0) })
        #expect(Frames.messages(Frames.drain(&decoder)).map(\.sequence) == (1...500).map { $0 })
    }

    @Test(
        "garbage is skipped and the next good frame is found",
        arguments: [
            ("no frame", "hello"),
            ("a lone eight", "8"),
            ("an eight that is a tag's end", "38=100|48=X|"),
            ("wrong second field", "8=FIX.4.4|35=0|34=1|10=000|"),
            ("length that is no number", "8=FIX.4.4|9=5x|35=0|10=000|"),
            ("empty length", "8=FIX.4.4|9=|35=0|10=000|"),
            ("zero length", "8=FIX.4.4|9=0|10=000|"),
            ("negative length", "8=FIX.4.4|9=-5|35=0|10=000|"),
            ("length of eight digits", "8=FIX.4.4|9=00000005|35=0|10=163|"),
            ("length beyond the limit", "8=FIX.4.4|9=9999999|35=0|10=000|"),
            ("wrong third field", "8=FIX.4.4|9=10|34=1|35=0|10=000|"),
            ("length too short", "8=FIX.4.4|9=5|35=0|34=1|10=163|"),
            ("length too long", "8=FIX.4.4|9=12|35=0|34=1|10=163|"),
            ("wrong checksum", "8=FIX.4.4|9=5|35=0|10=000|"),
            ("checksum of two digits", "8=FIX.4.4|9=5|35=0|10=63|"),
            ("begin string without end", "8=FIX.4.4.4.4.4.4.4.4"),
            ("frame cut in the middle", "8=FIX.4.4|9=67|35=D|34=7|49=US|52=2026"),
        ])
    func resynchronises(_ name: String, _ garbage: String) {
        var decoder = FrameDecoder()
        decoder.append(Frames.bytes(garbage) + Self.good + Frames.order(2))
        let outcomes = Frames.drain(&decoder)
        #expect(Frames.messages(outcomes).map(\.sequence) == [1, 2])
        #expect(outcomes.count > 2, "the garbage was reported")
        let skipped = outcomes.reduce(0) { sum, outcome in
            if case .garbled(_, let count) = outcome { return sum + count }
            return sum
        }
        #expect(skipped == garbage.utf8.count)
    }

    @Test("a frame as long as the limit is read, one byte more is not")
    func sizeLimit() {
        let frame = Frames.order(1, text: String(repeating: "x", count: 500))
        var exact = FrameDecoder(maximumFrameBytes: frame.count)
        exact.append(frame)
        #expect(Frames.messages(Frames.drain(&exact)).count == 1)
        var small = FrameDecoder(maximumFrameBytes: frame.count - 1)
        small.append(frame)
        #expect(Frames.messages(Frames.drain(&small)).isEmpty)
    }

    @Test("endless garbage is not kept")
    func boundedMemory() {
        var decoder = FrameDecoder(maximumFrameBytes: 1000)
        for _ in 0..<1000 {
            decoder.append(Frames.bytes("8=FIX.4.4|9=999|35=0|"))
            _ = Frames.drain(&decoder)
            #expect(decoder.pendingByteCount <= 1100)
        }
    }

    @Test("a data field may hold any byte, and ends where its length says")
    func dataField() throws {
        var decoder = FrameDecoder()
        decoder.append(Frames.frame("35=B|34=1|95=7|96=a|58=b||58=c|"))
        let message = try #require(Frames.messages(Frames.drain(&decoder)).first)
        #expect(message.value(96).map { Array($0) } == Frames.bytes("a|58=b|"))
        #expect(message[58] == "c")
        #expect(message.defect == nil)
    }

    @Test("a data length that lies is no data length")
    func lyingDataField() throws {
        var decoder = FrameDecoder()
        decoder.append(Frames.frame("35=B|34=1|95=9999|96=abc|58=c|"))
        let message = try #require(Frames.messages(Frames.drain(&decoder)).first)
        #expect(message[96] == "abc")
        #expect(message[58] == "c")
    }

    @Test(
        "fields that break the format are named, the others stay readable",
        arguments: [
            ("35=D|34=1|58=|11=A|", .tagWithoutValue, 58),
            ("35=D|34=1|junk|11=A|", .invalidTagNumber, nil),
            ("35=D|34=1|=5|11=A|", .invalidTagNumber, nil),
            ("35=D|34=1|0=5|11=A|", .invalidTagNumber, 0),
            ("35=D|34=1|1234567=5|11=A|", .invalidTagNumber, nil),
            ("35=D|34=1|-1=5|11=A|", .invalidTagNumber, nil),
            ("35=D|34=1|52=x|52=y|11=A|", .tagAppearsTwice, 52),
        ] as [(String, RejectReason, Int?)])
    func defects(_ body: String, _ reason: RejectReason, _ tag: Int?) throws {
        var decoder = FrameDecoder()
        decoder.append(Frames.frame(body))
        let message = try #require(Frames.messages(Frames.drain(&decoder)).first)
        #expect(message.defect == Message.Defect(reason: reason, tag: tag))
        #expect(message[11] == "A")
        #expect(message.sequence == 1)
    }

    @Test("numbers of a message are read strictly")
    func numbers() throws {
        var decoder = FrameDecoder()
        decoder.append(Frames.frame("35=8|34=0|14=+5|38=75|44=101.250|6=1e5|43=y|"))
        let message = try #require(Frames.messages(Frames.drain(&decoder)).first)
        #expect(message.sequence == nil)
        #expect(message.integer(14) == nil)
        #expect(message.integer(38) == 75)
        #expect(message.decimal(44) == ExactDecimal(mantissa: 10_125, scale: 2))
        #expect(message.decimal(6) == nil)
        #expect(!message.possDup)
        #expect(message.decimal(999) == nil)
    }
}
