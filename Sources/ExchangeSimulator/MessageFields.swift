internal import FIX

/// Read access to a received message: the first occurrence of a tag. The engine needs no more, so
/// its tests need no frames.
protocol MessageFields {
    var msgType: String { get }
    var sequence: Int64 { get }
    func text(_ tag: Int) -> String?
    /// The tags in the order received, those of header and trailer too.
    var tags: [Int] { get }
}

extension InboundMessage: MessageFields {
    func text(_ tag: Int) -> String? { message[tag] }

    var tags: [Int] { message.allFields.map(\.tag) }
}

extension FieldText {
    /// Leaves the field out when there is no value.
    mutating func add(_ tag: Int, ifPresent value: String?) {
        if let value { add(tag, value) }
    }

    mutating func add(_ tag: Int, _ price: Price) {
        add(tag, price.description)
    }

    /// A time of microseconds since 1970.
    mutating func add(_ tag: Int, time microseconds: Int64) {
        add(tag, UTCTimestamp(microseconds: microseconds))
    }
}

/// The date in India (`YYYYMMDD`) at a time of microseconds since 1970.
func indianDate(_ microseconds: Int64) -> String {
    let offset: Int64 = (5 * 60 + 30) * 60 * 1_000_000
    let local = UTCTimestamp(microseconds: microseconds + offset)
    return String(local.text(.seconds).prefix(8))
}

/// Microseconds since 1970 of the next midnight in India.
func indianMidnight(after microseconds: Int64) -> Int64 {
    let offset: Int64 = (5 * 60 + 30) * 60 * 1_000_000
    let day: Int64 = 86_400 * 1_000_000
    return ((microseconds + offset) / day + 1) * day - offset
}
