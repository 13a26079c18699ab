/// A moment as FIX writes it, `YYYYMMDD-HH:MM:SS[.fraction]`, held as microseconds since
/// 1970-01-01 UTC. Written without Foundation, so that a time costs no allocation but its text.
public struct UTCTimestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// How many digits of a second are written; any number from none to nine is read.
    public enum Precision: Int, Sendable {
        case seconds = 0
        case milliseconds = 3
        case microseconds = 6
    }

    public static let microsecondsPerSecond: Int64 = 1_000_000
    static let secondsPerDay: Int64 = 86_400

    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Reads a FIX time; nil when a digit is missing or a part is out of range. A leap second
    /// (`:60`) is read as the second after. Digits beyond a microsecond are dropped.
    public init?(_ text: some Collection<UInt8>) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), let month = reader.number(2), let day = reader.number(2),
            reader.skip(UInt8(ascii: "-")),
            let hour = reader.number(2), reader.skip(UInt8(ascii: ":")),
            let minute = reader.number(2), reader.skip(UInt8(ascii: ":")),
            let second = reader.number(2), let fraction = reader.fraction(), reader.isAtEnd
        else { return nil }
        guard year >= 1970, (1...12).contains(month),
            day >= 1, day <= Self.days(in: month, of: year),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        let seconds = days * Self.secondsPerDay + hour * 3600 + minute * 60 + second
        self.microseconds = seconds * Self.microsecondsPerSecond + fraction
    }

    public init?(_ text: String) {
        self.init(text.utf8)
    }

    public var description: String {
        text(.microseconds)
    }

    /// The text of the moment; what lies beyond the precision is cut off, not rounded, so that
    /// a time never moves into the future.
    public func text(_ precision: Precision) -> String {
        var bytes: [UInt8] = []
        append(to: &bytes, precision)
        return String(decoding: bytes, as: UTF8.self)
    }

    func append(to output: inout [UInt8], _ precision: Precision) {
        let seconds = microseconds.flooredQuotient(by: Self.microsecondsPerSecond)
        let fraction = microseconds - seconds * Self.microsecondsPerSecond
        let days = seconds.flooredQuotient(by: Self.secondsPerDay)
        let time = seconds - days * Self.secondsPerDay
        let (year, month, day) = Self.date(daysSince1970: days)
        output.appendDigits(year, width: 4)
        output.appendDigits(month, width: 2)
        output.appendDigits(day, width: 2)
        output.append(UInt8(ascii: "-"))
        output.appendDigits(time / 3600, width: 2)
        output.append(UInt8(ascii: ":"))
        output.appendDigits(time / 60 % 60, width: 2)
        output.append(UInt8(ascii: ":"))
        output.appendDigits(time % 60, width: 2)
        switch precision {
        case .seconds: break
        case .milliseconds:
            output.append(UInt8(ascii: "."))
            output.appendDigits(fraction / 1000, width: 3)
        case .microseconds:
            output.append(UInt8(ascii: "."))
            output.appendDigits(fraction, width: 6)
        }
    }

    /// Length of the text, which the encoder needs before it writes.
    static func length(_ precision: Precision) -> Int {
        precision == .seconds ? 17 : 18 + precision.rawValue
    }

    public static func < (left: UTCTimestamp, right: UTCTimestamp) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension UTCTimestamp {
    static func isLeap(_ year: Int64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func days(in month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01. Years are counted from March, so that the leap day is the last day
    /// of its year, and in eras of 400 years, which all have the same number of days.
    static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = shifted.flooredQuotient(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * daysPerEra + dayOfEra - daysTo1970
    }

    static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + daysTo1970
        let era = shifted.flooredQuotient(by: daysPerEra)
        let dayOfEra = shifted - era * daysPerEra
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / (daysPerEra - 1)) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static let daysPerEra: Int64 = 146_097
    private static let daysTo1970: Int64 = 719_468
}

/// Reads fixed-width numbers from the front of a text.
private struct DigitReader<Text: Collection<UInt8>> {
    private static var microsecondDigits: Int { 6 }
    private static var maximumFractionDigits: Int { 9 }
    private let text: Text
    private var index: Text.Index

    init(_ text: Text) {
        self.text = text
        self.index = text.startIndex
    }

    var isAtEnd: Bool { index == text.endIndex }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard !isAtEnd, text[index] == byte else { return false }
        text.formIndex(after: &index)
        return true
    }

    mutating func digit() -> Int64? {
        guard !isAtEnd, let digit = text[index].decimalDigit else { return nil }
        text.formIndex(after: &index)
        return digit
    }

    mutating func number(_ width: Int) -> Int64? {
        var result: Int64 = 0
        for _ in 0..<width {
            guard let digit = digit() else { return nil }
            result = result * 10 + digit
        }
        return result
    }

    /// Microseconds after a point; zero when there is no point.
    mutating func fraction() -> Int64? {
        guard skip(UInt8(ascii: ".")) else { return 0 }
        var result: Int64 = 0
        var count = 0
        while let digit = digit() {
            count += 1
            guard count <= Self.maximumFractionDigits else { return nil }
            if count <= Self.microsecondDigits { result = result * 10 + digit }
        }
        guard count > 0 else { return nil }
        for _ in count..<max(count, Self.microsecondDigits) { result *= 10 }
        return result
    }
}
