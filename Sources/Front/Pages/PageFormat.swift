/// How a figure, a time or a word is written on a page; the names are those that templates use.
enum PageFormat: String, CaseIterable, Sendable {
    /// 12,34,567.00
    case rupees
    /// +12,34,567.00, −12,34,567.00: colour is never the only sign.
    case gain
    /// 12,345.00 to 12,345.6789: what the tick needs, two decimals at least.
    case price
    /// 12,34,567
    case units
    /// 1,234.5: as many decimals as there are, four at most.
    case figure
    /// Truth values: below, above, or not zero.
    case negative, positive, nonzero
    /// Exactly one, for what is counted in words.
    case one
    /// 21 Nov 2026, 22:41:05 IST; 22:41:05 IST; 21 Nov 2026
    case time, clock, date
    /// `waiting_approval` as words: waiting approval.
    case words
    /// A path or query part.
    case url

    func applied(to text: String) -> Any? {
        switch self {
        case .rupees: IndianNumber.text(text, decimals: 2...2)
        case .gain: IndianNumber.text(text, decimals: 2...2, withPlus: true)
        case .price: IndianNumber.text(text, decimals: 2...4)
        case .units: IndianNumber.text(text, decimals: 0...0)
        case .figure: IndianNumber.text(text, decimals: 0...4)
        case .negative: IndianNumber.sign(of: text) == -1
        case .positive: IndianNumber.sign(of: text) == 1
        case .nonzero: IndianNumber.sign(of: text).map { $0 != 0 } ?? false
        case .one: text == "1"
        case .time: IndiaTime(text)?.text ?? text
        case .clock: IndiaTime(text).map { "\($0.clock) IST" } ?? text
        case .date: IndiaTime(text)?.date ?? text
        case .words: text.replacing("_", with: " ")
        case .url: PercentCoding.encode(text)
        }
    }
}
