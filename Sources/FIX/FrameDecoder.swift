/// Cuts a stream of bytes into messages. It never holds more than one frame of `maximumFrameBytes`
/// plus what was appended last, and finds its way back after garbage at the next `8=`.
public struct FrameDecoder: Sendable {
    public enum Outcome: Sendable, Equatable {
        /// Append more bytes and ask again.
        case needMore
        case message(Message)
        /// Bytes that were skipped, and why. FIX ignores them: the gap in the numbers shows later.
        case garbled(String, byteCount: Int)
    }

    /// Larger than any message of this desk; a peer that announces more is not believed.
    public static let defaultMaximumFrameBytes = 65_536
    /// BodyLength (9) has at most so many digits.
    static let maximumLengthDigits = 7
    /// `8=FIX.4.4`, with room for `FIXT.1.1`.
    static let maximumBeginStringBytes = 12
    /// `10=ddd` and the end of the field.
    static let trailerBytes = 7

    private let maximumFrameBytes: Int
    private var buffer: [UInt8] = []
    private var start = 0

    public init(maximumFrameBytes: Int = FrameDecoder.defaultMaximumFrameBytes) {
        self.maximumFrameBytes = maximumFrameBytes
    }

    /// Bytes held and not yet handed out.
    public var pendingByteCount: Int { buffer.count - start }

    public mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next thing in the stream. Call until it answers `needMore`.
    public mutating func next() -> Outcome {
        guard start < buffer.count else { return .needMore }
        let verdict = buffer.withUnsafeBufferPointer { bytes in
            inspect(UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        switch verdict {
        case .incomplete:
            return .needMore
        case .whole(let count):
            let frame = Array(buffer[start..<start + count])
            start += count
            return .message(Message(frame: frame))
        case .garbage(let reason):
            let skipped = distanceToNextFrame()
            start += skipped
            return .garbled(reason, byteCount: skipped)
        }
    }

    private enum Verdict {
        case incomplete
        case whole(Int)
        case garbage(String)
    }

    /// Judges the bytes from the start of what may be a frame.
    private func inspect(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
        guard bytes[0] == UInt8(ascii: "8") else { return .garbage("no frame starts here") }
        guard bytes.count > 1 else { return .incomplete }
        guard bytes[1] == UInt8(ascii: "=") else { return .garbage("no frame starts here") }
        guard let versionEnd = endOfField(bytes, from: 2, limit: Self.maximumBeginStringBytes)
        else {
            return bytes.count < Self.maximumBeginStringBytes
                ? .incomplete : .garbage("BeginString is too long")
        }
        let lengthStart = versionEnd + 1
        guard bytes.count > lengthStart + 1 else {
            return bytes.count > lengthStart && bytes[lengthStart] != UInt8(ascii: "9")
                ? .garbage("BodyLength is not the second field") : .incomplete
        }
        guard bytes[lengthStart] == UInt8(ascii: "9"), bytes[lengthStart + 1] == UInt8(ascii: "=")
        else { return .garbage("BodyLength is not the second field") }
        return inspectLength(bytes, from: lengthStart + 2)
    }

    private func inspectLength(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> Verdict {
        var index = first
        var length = 0
        while index < bytes.count, bytes[index] != fieldEnd {
            guard let digit = bytes[index].decimalDigit, index - first < Self.maximumLengthDigits
            else { return .garbage("BodyLength is not a number of up to 7 digits") }
            length = length * 10 + Int(digit)
            index += 1
        }
        guard index < bytes.count else { return .incomplete }
        let bodyStart = index + 1
        let total = bodyStart + length + Self.trailerBytes
        guard index > first, length > 0 else { return .garbage("BodyLength is empty") }
        guard total <= maximumFrameBytes else { return .garbage("message is too long") }
        guard bytes.count >= total else { return .incomplete }
        return inspectBody(bytes, from: bodyStart, end: bodyStart + length)
    }

    private func inspectBody(
        _ bytes: UnsafeBufferPointer<UInt8>, from bodyStart: Int, end: Int
    ) -> Verdict {
        guard end - bodyStart > 3, bytes[bodyStart] == UInt8(ascii: "3"),
            bytes[bodyStart + 1] == UInt8(ascii: "5"), bytes[bodyStart + 2] == UInt8(ascii: "=")
        else { return .garbage("MsgType is not the third field") }
        guard bytes[end - 1] == fieldEnd, bytes[end] == UInt8(ascii: "1"),
            bytes[end + 1] == UInt8(ascii: "0"), bytes[end + 2] == UInt8(ascii: "="),
            bytes[end + 6] == fieldEnd,
            let hundreds = bytes[end + 3].decimalDigit, let tens = bytes[end + 4].decimalDigit,
            let ones = bytes[end + 5].decimalDigit
        else { return .garbage("CheckSum is not where BodyLength says") }
        var sum: UInt8 = 0
        for index in 0..<end { sum &+= bytes[index] }
        guard Int64(sum) == hundreds * 100 + tens * 10 + ones else {
            return .garbage("CheckSum is wrong")
        }
        return .whole(end + Self.trailerBytes)
    }

    private func endOfField(
        _ bytes: UnsafeBufferPointer<UInt8>, from first: Int, limit: Int
    ) -> Int? {
        var index = first
        while index < bytes.count, index < limit {
            if bytes[index] == fieldEnd { return index }
            index += 1
        }
        return nil
    }

    /// How far to skip: to the next `8=` behind the first byte, or to an `8` at the very end
    /// that may become one, or everything.
    private func distanceToNextFrame() -> Int {
        var index = start + 1
        while index < buffer.count {
            if buffer[index] == UInt8(ascii: "8"),
                index + 1 == buffer.count || buffer[index + 1] == UInt8(ascii: "=")
            {
                break
            }
            index += 1
        }
        return index - start
    }
}
