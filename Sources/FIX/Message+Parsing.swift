extension Message {
    /// Longest tag number read; longer ones are no tags.
    private static let maximumTagDigits = 6

    /// Reads the fields of a frame whose length and checksum are right. Always succeeds: the
    /// first field that breaks the format is remembered as `defect` and left out if unreadable.
    init(frame: [UInt8]) {
        var fields: [FieldRange] = []
        fields.reserveCapacity(frame.count / 8)
        let defect = frame.withUnsafeBufferPointer { Self.scan($0, into: &fields) }
        self.init(
            bytes: frame, fields: fields, defect: defect ?? Self.headerDefect(fields))
    }

    private static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, into fields: inout [FieldRange]
    ) -> Defect? {
        var defect: Defect?
        var index = 0
        while index < bytes.count {
            guard let (tag, start) = scanTag(bytes, from: index) else {
                defect = defect ?? Defect(reason: .invalidTagNumber, tag: nil)
                index = endOfField(bytes, from: index) + 1
                continue
            }
            let end = endOfValue(bytes, tag: tag, start: start, fields: fields)
            if end == start {
                defect = defect ?? Defect(reason: .tagWithoutValue, tag: tag)
            }
            if tag == 0 {
                defect = defect ?? Defect(reason: .invalidTagNumber, tag: tag)
            }
            fields.append(FieldRange(tag: tag, start: start, end: end))
            index = end + 1
        }
        return defect
    }

    /// The tag number at the index and where its value starts; nil when there is no `digits=`.
    private static func scanTag(
        _ bytes: UnsafeBufferPointer<UInt8>, from first: Int
    ) -> (tag: Int, start: Int)? {
        var tag = 0
        var index = first
        while index < bytes.count, let digit = bytes[index].decimalDigit {
            guard index - first < maximumTagDigits else { return nil }
            tag = tag * 10 + Int(digit)
            index += 1
        }
        guard index > first, index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
            return nil
        }
        return (tag, index + 1)
    }

    private static func endOfField(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> Int {
        var index = first
        while index < bytes.count, bytes[index] != fieldEnd { index += 1 }
        return index
    }

    /// Where the value ends: at the next SOH, except for data fields, whose length field comes
    /// right before them and which may hold any byte.
    private static func endOfValue(
        _ bytes: UnsafeBufferPointer<UInt8>, tag: Int, start: Int, fields: [FieldRange]
    ) -> Int {
        if let lengthTag = lengthTag(ofData: tag), let last = fields.last, last.tag == lengthTag,
            let length = number(bytes, last), length > 0, length < bytes.count - start,
            bytes[start + length] == fieldEnd
        {
            return start + length
        }
        return endOfField(bytes, from: start)
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ field: FieldRange) -> Int? {
        guard field.end > field.start, field.end - field.start <= FrameDecoder.maximumLengthDigits
        else { return nil }
        var result = 0
        for index in field.start..<field.end {
            guard let digit = bytes[index].decimalDigit else { return nil }
            result = result * 10 + Int(digit)
        }
        return result
    }

    /// The length field of each data field of FIX 4.4.
    private static func lengthTag(ofData tag: Int) -> Int? {
        switch tag {
        case 89: 93
        case 91: 90
        case 96: 95
        case 213: 212
        case 349, 351, 353, 355, 357, 359, 361, 363, 365: tag - 1
        case 446: 445
        case 619: 618
        case 622: 621
        default: nil
        }
    }

    /// A second number, sender or time would make the header ambiguous, and so would one in the
    /// body. Body tags may repeat: without a dictionary a repeating group looks the same.
    private static func headerDefect(_ fields: [FieldRange]) -> Defect? {
        var seen: UInt64 = 0
        var isInBody = false
        for field in fields {
            guard isHeader(field.tag) else {
                isInBody = isInBody || !isTrailer(field.tag)
                continue
            }
            if field.tag < UInt64.bitWidth {
                let bit: UInt64 = 1 << UInt64(field.tag)
                if singleTags & seen & bit != 0 {
                    return Defect(reason: .tagAppearsTwice, tag: field.tag)
                }
                seen |= bit
            }
            if isInBody { return Defect(reason: .tagOutOfOrder, tag: field.tag) }
        }
        return nil
    }

    private static let singleTags: UInt64 = [
        Tag.beginString, Tag.bodyLength, Tag.msgType, Tag.msgSeqNum, Tag.possDupFlag,
        Tag.senderCompID, Tag.sendingTime, Tag.targetCompID,
    ].reduce(0) { $0 | 1 << UInt64($1) }
}
