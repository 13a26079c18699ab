import Foundation
import Testing

@testable import FIX

/// Valid messages, damaged in every way a line or an engine could damage them. `FIX_MUTATIONS`
/// sets how many; `FIX_SEED` repeats a run.
@Suite("Mutations")
struct MutationTests {
    private static let rounds =
        ProcessInfo.processInfo.environment["FIX_MUTATIONS"].flatMap { Int($0) } ?? 4000
    private static let limit = 600
    private static let kinds = 12

    @Test("the decoder never traps, holds no more than its limit, and finds the next message")
    func decoderRecovers() {
        var random = SeededGenerator.announced("decoderRecovers")
        for round in 0..<Self.rounds {
            var damaged = Self.message(Int64(round) + 2, &random)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                Self.damage(&damaged, &random)
            }
            // What a lying length can swallow is bounded; behind it a message must be found.
            let last = Frames.order(1, text: "found")
            let padding = (0..<20).flatMap { Frames.order(10 + $0) }
            let stream = damaged + padding + last
            var decoder = FrameDecoder(maximumFrameBytes: Self.limit)
            var consumed = 0
            var found: [Message] = []
            var index = 0
            while index < stream.count {
                let end = min(stream.count, index + Int.random(in: 1...900, using: &random))
                decoder.append(stream[index..<end])
                for outcome in Frames.drain(&decoder) {
                    switch outcome {
                    case .message(let message):
                        consumed += message.bytes.count
                        Self.touch(message)
                        found.append(message)
                    case .garbled(_, let count):
                        #expect(count > 0)
                        consumed += count
                    case .needMore: break
                    }
                }
                #expect(decoder.pendingByteCount <= Self.limit)
                index = end
            }
            #expect(consumed + decoder.pendingByteCount == stream.count)
            #expect(found.last?.bytes == last, "round \(round)")
            #expect(found.suffix(15).count == 15, "little is lost")
        }
    }

    @Test("a session takes any damaged message without a trap, before and after the logon")
    func sessionSurvives() {
        var random = SeededGenerator.announced("mutatedSession")
        let now: Int64 = 1_767_604_500_000_000
        for _ in 0..<Self.rounds {
            var session = Session(
                configuration: SessionConfiguration(
                    role: .acceptor, senderCompID: "THEM", targetCompID: "US"), expected: 1)
            _ = session.connected(now: now)
            var stream = Frames.logon(1)
            if Bool.random(using: &random) { Self.damage(&stream, &random) }
            for sequence in Int64(2)...4 {
                var bytes = Self.message(sequence, &random)
                Self.damage(&bytes, &random)
                stream += bytes
            }
            var decoder = FrameDecoder()
            decoder.append(stream)
            for message in Frames.messages(Frames.drain(&decoder)) {
                let before = session.expected
                _ = session.receive(message, now: now)
                #expect(session.expected >= before || message.flag(Tag.resetSeqNumFlag))
            }
        }
    }

    @Test("what is encoded is what is decoded")
    func roundTrip() {
        var random = SeededGenerator.announced("roundTrip")
        for _ in 0..<Self.rounds {
            var body = FieldText()
            var fields: [(tag: Int, value: String)] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let tag =
                    [1, 11, 38, 44, 55, 58, 60, 999, 100_000, 9999].randomElement(
                        using: &random) ?? 58
                let value = Self.text(&random)
                body.add(tag, value)
                fields.append((tag, value))
            }
            let sequence = Int64.random(in: 1...(Int64.max / 2), using: &random)
            // Milliseconds from 1970 to 9999.
            let time = Int64.random(in: 0...253_402_300_799_999, using: &random) * 1000
            let original = Bool.random(using: &random) ? time - time % 1_000_000 : nil
            var bytes: [UInt8] = []
            Frames.encoder.encode(
                type: "D", sequence: sequence, sendingTime: time, originalSendingTime: original,
                body: body.text, into: &bytes)
            var decoder = FrameDecoder()
            decoder.append(bytes)
            guard case .message(let message) = decoder.next() else {
                Issue.record("not decoded: \(Frames.text(bytes))")
                continue
            }
            #expect(message.bytes == bytes)
            #expect(message.defect == nil)
            #expect(message.sequence == sequence)
            #expect(message.sendingTime?.microseconds == time)
            #expect(message.timestamp(Tag.origSendingTime)?.microseconds == original)
            #expect(message.possDup == (original != nil))
            #expect(message.body == body.text)
            let read = message.allFields.filter { !Message.isHeaderOrTrailer($0.tag) }
            #expect(read.map(\.tag) == fields.map(\.tag))
            #expect(read.map(\.value) == fields.map(\.value))
        }
    }

    private static func touch(_ message: Message) {
        _ = (message.body, message.allFields, message.sequence, message.sendingTime)
        for tag in [6, 14, 31, 52] { _ = (message.decimal(tag), message.integer(tag)) }
        _ = message.withoutPasswords
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let letters = Array("abcXYZ019 =|.,-äß₹😀~")
        let count = Int.random(in: 1...20, using: &random)
        return String((0..<count).map { _ in letters.randomElement(using: &random) ?? "x" })
    }

    private static func message(
        _ sequence: Int64, _ random: inout SeededGenerator
    ) -> [UInt8] {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: Frames.logon(sequence)
        case 1:
            Frames.frame(
                "35=8|49=US|56=THEM|34=\(sequence)|52=20260105-09:15:00.000"
                    + "|37=A|95=5|96=a|b|c|14=7|"
            )
        case 2:
            Frames.frame(
                "35=4|34=\(sequence)|43=Y|49=US|52=20260105-09:15:00.000|56=THEM"
                    + "|122=20260105-09:15:00.000|36=\(sequence + 3)|123=Y|")
        case 3:
            Frames.frame(
                "35=2|34=\(sequence)|49=US|52=20260105-09:15:00.000|56=THEM|7=1|16=0|")
        default: Frames.order(sequence, text: text(&random))
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard bytes.count > 1 else { return }
        let index = Int.random(in: 0..<bytes.count, using: &random)
        let ends = bytes.indices.filter { bytes[$0] == 1 }
        switch Int.random(in: 0..<kinds, using: &random) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.removeSubrange(index...)
        case 3: bytes.removeSubrange(..<index)
        case 4: bytes += bytes[..<index]
        case 5: bytes.insert(contentsOf: bytes[index...], at: index)
        case 6:
            let lies = [
                "0", "1", "5", "599", "9999999", "99999999999999999999", "-5", "", "007", "1e3",
            ]
            replaceField("9", lies.randomElement(using: &random) ?? "", &bytes)
        case 7:
            replaceField(
                "10", ["000", "", "1", "999", "abc"].randomElement(using: &random) ?? "", &bytes)
        case 8:  // The checksum is missing.
            if ends.count > 1 { bytes.removeSubrange((ends[ends.count - 2] + 1)...) }
        case 9:  // A field twice, with length and sum put right.
            guard let first = ends.randomElement(using: &random),
                let second = ends.first(where: { $0 > first })
            else { return }
            bytes.insert(contentsOf: bytes[(first + 1)...second], at: second + 1)
            repair(&bytes)
        case 10:  // Any byte of the body, with length and sum put right.
            bytes[index] = UInt8.random(in: 0...255, using: &random)
            repair(&bytes)
        default:  // Fields cut out, with length and sum put right.
            guard let first = ends.dropFirst(2).randomElement(using: &random),
                let second = ends.filter({ $0 > first }).randomElement(using: &random)
            else { return }
            bytes.removeSubrange(first..<second)
            repair(&bytes)
        }
    }

    private static func replaceField(_ tag: String, _ value: String, _ bytes: inout [UInt8]) {
        let wanted = Array("\u{1}\(tag)=".utf8)
        guard let start = bytes.firstRange(of: wanted),
            let end = bytes[start.upperBound...].firstIndex(of: 1)
        else { return }
        bytes.replaceSubrange(start.upperBound..<end, with: Array(value.utf8))
    }

    /// Whatever lies between `35=` and `10=` becomes the body of a sound frame.
    private static func repair(_ bytes: inout [UInt8]) {
        guard let start = bytes.firstRange(of: Array("\u{1}35=".utf8)),
            let end = bytes.firstRange(of: Array("\u{1}10=".utf8)),
            start.upperBound < end.lowerBound
        else { return }
        bytes = Frames.sound(Array(bytes[(start.lowerBound + 1)...end.lowerBound]))
    }
}
