/// One line of a conformance suite.
enum ConformanceCommandLine: Equatable {
    case order(clOrdID: String)
    case logOut
    /// Nothing but blanks.
    case empty
    case unknown

    init(_ line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        switch (words.first, words.count) {
        case (nil, _): self = .empty
        case ("order", 2): self = .order(clOrdID: String(words[1]))
        case ("logout", 1): self = .logOut
        default: self = .unknown
        }
    }
}
