@testable import FIX

/// Frames for tests, written with `|` for SOH.
enum Frames {
    static let encoder = FrameEncoder(
        beginString: "FIX.4.4", senderCompID: "US", targetCompID: "THEM")

    static func bytes(_ text: String) -> [UInt8] {
        text.utf8.map { $0 == UInt8(ascii: "|") ? 1 : $0 }
    }

    static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.map { $0 == 1 ? UInt8(ascii: "|") : $0 }, as: UTF8.self)
    }

    /// Body of a frame with the right length and checksum around it.
    static func frame(_ body: String, begin: String = "FIX.4.4") -> [UInt8] {
        sound(Self.bytes(body), begin: begin)
    }

    /// The same around any bytes.
    static func sound(_ body: [UInt8], begin: String = "FIX.4.4") -> [UInt8] {
        var bytes = Self.bytes("8=\(begin)|9=\(body.count)|") + body
        let sum = bytes.reduce(0) { ($0 + Int($1)) % 256 }
        bytes += Self.bytes("10=")
        bytes.appendDigits(Int64(sum), width: 3)
        bytes.append(1)
        return bytes
    }

    static func logon(_ sequence: Int64) -> [UInt8] {
        var output: [UInt8] = []
        encoder.encode(
            type: "A", sequence: sequence, sendingTime: 1_767_604_500_000_000,
            body: FieldText.of((98, "0"), (108, "30")), into: &output)
        return output
    }

    static func order(_ sequence: Int64, text: String = "") -> [UInt8] {
        var output: [UInt8] = []
        encoder.encode(
            type: "D", sequence: sequence, sendingTime: 1_767_604_500_123_456,
            body: FieldText.of((11, "C\(sequence)"), (44, "101.25"), (58, text)), into: &output)
        return output
    }

    /// Everything the decoder says until it wants more.
    static func drain(_ decoder: inout FrameDecoder) -> [FrameDecoder.Outcome] {
        var outcomes: [FrameDecoder.Outcome] = []
        while true {
            let outcome = decoder.next()
            if outcome == .needMore { return outcomes }
            outcomes.append(outcome)
        }
    }

    static func messages(_ outcomes: [FrameDecoder.Outcome]) -> [Message] {
        outcomes.compactMap { outcome in
            if case .message(let message) = outcome { return message }
            return nil
        }
    }
}
