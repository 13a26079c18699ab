/// Builds frames of one session: header, body text, trailer. Everything that does not change
/// from one message to the next is prepared once.
public struct FrameEncoder: Sendable {
    private let prefix: [UInt8]
    private let senderField: [UInt8]
    private let targetField: [UInt8]
    private let precision: UTCTimestamp.Precision

    public init(
        beginString: String, senderCompID: String, targetCompID: String,
        precision: UTCTimestamp.Precision = .milliseconds
    ) {
        self.prefix = Array("8=\(beginString)\u{1}9=".utf8)
        self.senderField = Array("49=\(senderCompID)\u{1}".utf8)
        self.targetField = Array("56=\(targetCompID)\u{1}".utf8)
        self.precision = precision
    }

    /// Appends one frame to the output.
    /// - Parameters:
    ///   - sendingTime: SendingTime (52) in microseconds.
    ///   - originalSendingTime: when set, the message is a resend: 43=Y and 122.
    ///   - body: `tag=value` fields, each ended by SOH.
    public func encode(
        type: String, sequence: Int64, sendingTime: Int64, originalSendingTime: Int64? = nil,
        body: String, into output: inout [UInt8]
    ) {
        precondition(sequence >= 1, "sequence numbers start at 1")
        let timeLength = UTCTimestamp.length(precision)
        var length = type.utf8.count + sequence.digitCount + timeLength + body.utf8.count
        length += senderField.count + targetField.count + Self.fixedBytes
        if originalSendingTime != nil { length += timeLength + Self.possDupBytes }

        let start = output.count
        output.reserveCapacity(start + prefix.count + length + Self.lengthAndTrailerBytes)
        output.append(contentsOf: prefix)
        output.appendDigits(Int64(length), width: Int64(length).digitCount)
        output.append(contentsOf: Self.typeTag)
        output.append(contentsOf: type.utf8)
        output.append(contentsOf: Self.sequenceTag)
        output.appendDigits(sequence, width: sequence.digitCount)
        output.append(fieldEnd)
        if originalSendingTime != nil { output.append(contentsOf: Self.possDupField) }
        output.append(contentsOf: senderField)
        output.append(contentsOf: Self.sendingTimeTag)
        UTCTimestamp(microseconds: sendingTime).append(to: &output, precision)
        output.append(fieldEnd)
        output.append(contentsOf: targetField)
        if let originalSendingTime {
            output.append(contentsOf: Self.originalTimeTag)
            UTCTimestamp(microseconds: originalSendingTime).append(to: &output, precision)
            output.append(fieldEnd)
        }
        output.append(contentsOf: body.utf8)
        appendCheckSum(from: start, to: &output)
    }

    private func appendCheckSum(from start: Int, to output: inout [UInt8]) {
        let sum = output.withUnsafeBufferPointer { bytes in
            var sum: UInt8 = 0
            for index in start..<bytes.count { sum &+= bytes[index] }
            return sum
        }
        output.append(contentsOf: Self.checkSumTag)
        output.appendDigits(Int64(sum), width: 3)
        output.append(fieldEnd)
    }

    private static let typeTag = Array("\u{1}35=".utf8)
    private static let sequenceTag = Array("\u{1}34=".utf8)
    private static let possDupField = Array("43=Y\u{1}".utf8)
    private static let sendingTimeTag = Array("52=".utf8)
    private static let originalTimeTag = Array("122=".utf8)
    private static let checkSumTag = Array("10=".utf8)
    /// `35=`, `34=`, `52=` and the ends of these three fields.
    private static let fixedBytes = 12
    /// `43=Y`, `122=` and the ends of both.
    private static let possDupBytes = 10
    /// At most `9`'s digits and its end, and `10=ddd`.
    private static let lengthAndTrailerBytes = 16
}
