import FoundationEssentials

/// A point in time as the desk's people write it: in Indian Standard Time, which has no summer
/// time.
struct IndiaTime {
    /// India is this far ahead of UTC all the year.
    private static let offsetSeconds = 5 * 3600 + 1800
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private let year: Int
    private let month: Int
    private let day: Int
    private let hour: Int
    private let minute: Int
    private let second: Int

    /// From text as PostgreSQL writes it into JSON: `2026-11-21T17:11:05.123456+00:00`, or a day
    /// alone. Nil for anything else.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var number = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return number
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            (1...12).contains(month)
        else { return nil }
        if bytes.count == 10 {
            (self.year, self.month, self.day, hour, minute, second) = (year, month, day, 0, 0, 0)
            return
        }
        guard let hour = number(11..<13), let minute = number(14..<16),
            let second = number(17..<19),
            let offset = Self.offset(in: bytes.dropFirst(19), number: number)
        else { return nil }
        let moved =
            Self.days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
            - offset + Self.offsetSeconds
        (self.year, self.month, self.day) = Self.date(moved.dividedDown(by: 86400))
        let rest = moved - moved.dividedDown(by: 86400) * 86400
        (self.hour, self.minute, self.second) = (rest / 3600, rest / 60 % 60, rest % 60)
    }

    /// `21 Nov 2026`
    var date: String { "\(day) \(Self.months[month - 1]) \(year)" }

    /// `22:41:05`
    var clock: String { [hour, minute, second].map(Self.twoDigits).joined(separator: ":") }

    /// `21 Nov 2026, 22:41:05 IST`
    var text: String { "\(date), \(clock) IST" }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// Seconds ahead of UTC, from `.123456+00:00`, `+05:30`, `Z`.
    private static func offset(
        in rest: ArraySlice<UInt8>, number: (Range<Int>) -> Int?
    ) -> Int? {
        guard
            let place = rest.firstIndex(where: {
                $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "Z")
            })
        else { return nil }
        if rest[place] == UInt8(ascii: "Z") { return 0 }
        guard let hours = number((place + 1)..<(place + 3)) else { return nil }
        let minutes = number((place + 4)..<(place + 6)) ?? 0
        return (rest[place] == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    /// Days since 1 March of the year 0: the leap day is then the last of its year.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let month = (month + 9) % 12
        return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + day - 1
    }

    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        var year = (10000 * days + 14780) / 3_652_425
        var rest = days - (365 * year + year / 4 - year / 100 + year / 400)
        if rest < 0 {
            year -= 1
            rest = days - (365 * year + year / 4 - year / 100 + year / 400)
        }
        let month = (100 * rest + 52) / 3060
        return (
            year + (month + 2) / 12, (month + 2) % 12 + 1, rest - (month * 306 + 5) / 10 + 1
        )
    }
}

extension Int {
    fileprivate func dividedDown(by divisor: Int) -> Int {
        (self >= 0 ? self : self - divisor + 1) / divisor
    }
}
