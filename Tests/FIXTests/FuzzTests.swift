import Testing

@testable import FIX

@Suite("Fuzz")
struct FuzzTests {
    private static let rounds = 3000

    @Test("good frames survive any cutting and any garbage between them that is no frame start")
    func goodFramesSurvive() {
        var random = SeededGenerator.announced("goodFramesSurvive")
        for _ in 0..<Self.rounds / 10 {
            var stream: [UInt8] = []
            let count = Int64.random(in: 1...20, using: &random)
            for sequence in 1...count {
                if Bool.random(using: &random) {
                    let length = Int.random(in: 0...40, using: &random)
                    stream += (0..<length).map { _ in UInt8.random(in: 65...255, using: &random) }
                }
                stream += Frames.order(sequence)
            }
            var decoder = FrameDecoder()
            var found: [Int64?] = []
            var index = 0
            while index < stream.count {
                let end = min(stream.count, index + Int.random(in: 1...300, using: &random))
                decoder.append(stream[index..<end])
                found += Frames.messages(Frames.drain(&decoder)).map(\.sequence)
                index = end
            }
            #expect(found == (1...count).map { $0 })
        }
    }

    @Test("damaged frames never crash, never pass for others, and every byte is accounted for")
    func damagedFrames() {
        var random = SeededGenerator.announced("damagedFrames")
        for _ in 0..<Self.rounds {
            var stream = (1...3).flatMap { Frames.order($0) }
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                Self.damage(&stream, &random)
            }
            var decoder = FrameDecoder(maximumFrameBytes: 400)
            decoder.append(stream)
            var consumed = 0
            for outcome in Frames.drain(&decoder) {
                switch outcome {
                case .message(let message):
                    consumed += message.bytes.count
                    _ = (message.body, message.allFields, message.sequence, message.sendingTime)
                case .garbled(_, let count):
                    #expect(count > 0)
                    consumed += count
                case .needMore: break
                }
            }
            #expect(consumed + decoder.pendingByteCount == stream.count)
            #expect(decoder.pendingByteCount <= 400)
        }
    }

    @Test("a session survives any message in any state and never goes back by itself")
    func sessionSurvives() {
        var random = SeededGenerator.announced("sessionSurvives")
        for _ in 0..<Self.rounds / 3 {
            let role: SessionConfiguration.Role =
                Bool.random(using: &random) ? .initiator : .acceptor
            var session = Session(
                configuration: SessionConfiguration(
                    role: role, senderCompID: "US", targetCompID: "THEM"), expected: 1)
            var now: Int64 = 1_767_604_500_000_000
            var expected: Int64 = 1
            var effects = session.connected(now: now)
            for _ in 0..<60 {
                now += Int64.random(in: 0...5_000_000, using: &random)
                switch Int.random(in: 0..<10, using: &random) {
                case 0: effects = session.tick(now: now)
                case 1 where session.phase == .disconnected:
                    effects = session.connected(now: now)
                default:
                    let message = Self.randomMessage(near: expected, now, &random)
                    effects = session.receive(message, now: now)
                }
                Self.check(effects, &expected)
                #expect(session.expected == expected)
            }
        }
    }

    /// Delivered and passed-over numbers must rise without a hole that nobody announced.
    private static func check(_ effects: [Effect], _ expected: inout Int64) {
        for effect in effects {
            switch effect {
            case .deliver(let message):
                #expect(message.sequence == expected)
                expected = message.sequence + 1
            case .advance(let next):
                #expect(next > expected)
                expected = next
            case .resetNumbers:
                expected = 1
            default: break
            }
        }
    }

    private static func randomMessage(
        near expected: Int64, _ now: Int64, _ random: inout SeededGenerator
    ) -> Message {
        let types = ["0", "1", "2", "3", "4", "5", "A", "8", "D", "ZZ", "j"]
        let type = types.randomElement(using: &random) ?? "0"
        let sequence = max(0, expected + Int64.random(in: -3...4, using: &random))
        let tags = [7, 16, 36, 43, 45, 52, 58, 98, 108, 112, 122, 123, 141, 0, 34]
        var body = "35=\(type)|49=THEM|56=US|34=\(sequence)|"
        let time = UTCTimestamp(microseconds: now).text(.milliseconds)
        if Int.random(in: 0..<20, using: &random) > 0 { body += "52=\(time)|" }
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            let values = ["0", "1", "5", "Y", "N", "", "x", "-1", time, String(expected + 2)]
            let tag = tags.randomElement(using: &random) ?? 58
            body += "\(tag)=\(values.randomElement(using: &random) ?? "")|"
        }
        var decoder = FrameDecoder()
        decoder.append(Frames.frame(body))
        guard case .message(let message) = decoder.next() else {
            preconditionFailure("the generated frame is whole")
        }
        return message
    }

    private static func damage(_ stream: inout [UInt8], _ random: inout SeededGenerator) {
        guard !stream.isEmpty else { return }
        let index = Int.random(in: 0..<stream.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: stream[index] = UInt8.random(in: 0...255, using: &random)
        case 1: stream.remove(at: index)
        case 2: stream.insert(UInt8.random(in: 0...255, using: &random), at: index)
        default:
            let end = min(stream.count, index + Int.random(in: 1...80, using: &random))
            stream.removeSubrange(index..<end)
        }
    }
}
