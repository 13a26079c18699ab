/// Reads one line of a script word by word and remembers where each began.
struct ScriptReader {
    struct Word: Equatable {
        let text: String
        let column: Int
        let isQuoted: Bool
    }

    let line: Int
    let source: String
    private var words: [Word] = []
    private var position = 0
    private let endColumn: Int

    init(_ source: String, line: Int) throws(FaultScript.Failure) {
        self.line = line
        self.source = source.trimmingBlanks
        let characters = Array(source)
        endColumn = characters.count + 1
        var index = 0
        while index < characters.count {
            if characters[index].isWhitespace {
                index += 1
            } else if characters[index] == "#" {
                break
            } else if characters[index] == "\"" {
                let start = index
                guard let end = characters[(start + 1)...].firstIndex(of: "\"") else {
                    throw FaultScript.Failure(
                        line: line, column: start + 1, reason: "the text has no end")
                }
                words.append(
                    Word(
                        text: String(characters[(start + 1)..<end]), column: start + 1,
                        isQuoted: true))
                index = end + 1
            } else {
                let start = index
                while index < characters.count, !characters[index].isWhitespace,
                    characters[index] != "\""
                { index += 1 }
                words.append(
                    Word(
                        text: String(characters[start..<index]), column: start + 1,
                        isQuoted: false))
            }
        }
    }

    func failure(_ word: Word?, _ reason: String) -> FaultScript.Failure {
        FaultScript.Failure(line: line, column: word?.column ?? endColumn, reason: reason)
    }

    func peek() -> Word? { position < words.count ? words[position] : nil }

    mutating func next() -> Word? {
        guard let word = peek() else { return nil }
        position += 1
        return word
    }

    mutating func need(_ what: String) throws(FaultScript.Failure) -> Word {
        guard let word = next() else { throw failure(nil, "\(what) is missing") }
        return word
    }

    /// Takes the word when it is this one.
    mutating func take(_ text: String) -> Bool {
        guard peek()?.text == text, peek()?.isQuoted == false else { return false }
        position += 1
        return true
    }

    mutating func need(word text: String) throws(FaultScript.Failure) {
        guard take(text) else { throw failure(peek(), "expected \(text)") }
    }

    func end() throws(FaultScript.Failure) {
        if let word = peek() { throw failure(word, "unexpected \(word.text)") }
    }

    /// Takes `name=value`; nil when the next word is no such thing.
    mutating func option() -> (name: String, value: Word)? {
        guard let word = peek(), !word.isQuoted, let equals = word.text.firstIndex(of: "=") else {
            return nil
        }
        position += 1
        let name = String(word.text[..<equals])
        return (
            name,
            Word(
                text: String(word.text[word.text.index(after: equals)...]),
                column: word.column + name.count + 1, isQuoted: false)
        )
    }

    // MARK: Values

    func count(
        _ word: Word, _ range: ClosedRange<Int64> = 1...1_000_000_000
    ) throws(FaultScript.Failure) -> Int64 {
        guard let value = Int64(word.text), range.contains(value) else {
            throw failure(
                word, "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func price(_ word: Word) throws(FaultScript.Failure) -> Price {
        guard let price = Price(word.text), price.tenThousandths > 0 else {
            throw failure(word, "expected a price above zero such as 241.30")
        }
        return price
    }

    /// Microseconds of `250ms`, `5s`, `2m`, `1h` or `100us`.
    func duration(_ word: Word) throws(FaultScript.Failure) -> Int64 {
        let units: [(String, Int64)] = [
            ("us", 1), ("ms", 1000), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000),
        ]
        let digits = word.text.prefix { $0.isASCII && $0.isNumber }
        let unit = String(word.text.dropFirst(digits.count))
        guard let value = Int64(digits), value <= 1_000_000_000,
            let factor = units.first(where: { $0.0 == unit })?.1
        else { throw failure(word, "expected a time such as 250ms, 5s or 2m") }
        return value * factor
    }

    func side(_ word: Word) throws(FaultScript.Failure) -> Side {
        switch word.text {
        case "buy": return .buy
        case "sell": return .sell
        default: throw failure(word, "expected buy or sell")
        }
    }

    func pattern(_ word: Word) throws(FaultScript.Failure) -> NamePattern {
        guard !word.text.isEmpty else { throw failure(word, "a name is missing") }
        return NamePattern(word.text)
    }

    /// `quantity@price`, at least one, to the end of the line.
    mutating func levels() throws(FaultScript.Failure) -> [ExchangeAction.Level] {
        var levels: [ExchangeAction.Level] = []
        repeat {
            let word = try need("quantity@price")
            guard let sign = word.text.firstIndex(of: "@") else {
                throw failure(word, "expected quantity@price")
            }
            let quantity = Word(
                text: String(word.text[..<sign]), column: word.column, isQuoted: false)
            let price = Word(
                text: String(word.text[word.text.index(after: sign)...]),
                column: word.column + quantity.text.count + 1, isQuoted: false)
            levels.append(
                ExchangeAction.Level(
                    quantity: try count(quantity, 1...9_999_999), price: try self.price(price)))
        } while peek() != nil
        return levels
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
