/// PostgreSQL's ISO text form of dates and times (`DateStyle = ISO`), without Foundation.
enum TimestampText {
    private static let microsecondsPerSecond: Int64 = 1_000_000
    private static let secondsPerDay: Int64 = 86_400

    /// `2026-11-21`, `2026-11-21 10:09:30.5`, `2026-11-21 10:09:30+05:30` → microseconds since
    /// 1970.
    static func microseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var reader = Reader(text: text)
        guard let year = reader.number(), reader.skip("-"), let month = reader.number(),
            reader.skip("-"), let day = reader.number(), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        var seconds = daysSince1970(year: year, month: month, day: day) * secondsPerDay
        var microseconds: Int64 = 0
        if reader.skip(" ") {
            guard let hour = reader.number(), reader.skip(":"), let minute = reader.number(),
                reader.skip(":"), let second = reader.number()
            else { return nil }
            seconds += hour * 3600 + minute * 60 + second
            if reader.skip(".") {
                guard let fraction = reader.fraction() else { return nil }
                microseconds = fraction
            }
            guard let offset = reader.offset() else { return nil }
            seconds -= offset
        }
        return reader.isAtEnd ? seconds * microsecondsPerSecond + microseconds : nil
    }

    /// Days of the proleptic Gregorian calendar; years are counted from March, so that the leap
    /// day is the last of its year.
    private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let daysOfYears = 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400
        let daysFromMarchOfYear0To1970: Int64 = 719_468
        return daysOfYears + dayOfYear - daysFromMarchOfYear0To1970
    }

    private struct Reader {
        let text: UnsafeBufferPointer<UInt8>
        var position = 0

        var isAtEnd: Bool { position == text.count }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard position < text.count, text[position] == UInt8(ascii: character) else {
                return false
            }
            position += 1
            return true
        }

        mutating func digit() -> Int64? {
            guard position < text.count, (48...57).contains(text[position]) else { return nil }
            defer { position += 1 }
            return Int64(text[position] - 48)
        }

        /// A number of up to six digits, which is what PostgreSQL's years need.
        mutating func number() -> Int64? {
            guard var value = digit() else { return nil }
            for _ in 1..<6 {
                guard let next = digit() else { break }
                value = value * 10 + next
            }
            return value
        }

        /// Up to six digits after the decimal point, as microseconds.
        mutating func fraction() -> Int64? {
            guard let first = digit() else { return nil }
            var value = first
            for _ in 1..<6 { value = value * 10 + (digit() ?? 0) }
            return value
        }

        /// `+05`, `-03:30`, `+05:53:28` or nothing, in seconds east of UTC; nil if malformed.
        mutating func offset() -> Int64? {
            let isWest = skip("-")
            guard isWest || skip("+") else { return 0 }
            guard let hours = number() else { return nil }
            var seconds = hours * 3600
            for unit: Int64 in [60, 1] {
                guard skip(":") else { break }
                guard let part = number() else { return nil }
                seconds += part * unit
            }
            return isWest ? -seconds : seconds
        }
    }
}
