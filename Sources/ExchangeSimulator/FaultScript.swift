/// A script of faults and market conditions, as a person writes it: one rule a line. The grammar
/// is described in docs/simulator.md.
public struct FaultScript: Sendable, Equatable {
    /// Where a script cannot be understood; line and column count from 1.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        public let line: Int
        public let column: Int
        public let reason: String

        public var description: String {
            "fault script, line \(line), column \(column): \(reason)"
        }
    }

    /// Terms of instruments that differ from the file's.
    struct Market: Sendable, Equatable {
        let line: Int
        let column: Int
        let symbol: NamePattern
        var price: Price?
        var tick: Price?
        var lot: Int64?
        var band: ClosedRange<Price>?
        var freeze: Int64?
        /// In lots a side and day; 0 is no market maker.
        var makerLots: Int64?
    }

    /// Liquidity at the opening: orders of the house.
    struct Book: Sendable, Equatable {
        let line: Int
        let column: Int
        /// The line as written: its name in the journal.
        let text: String
        let symbol: NamePattern
        let side: Side
        let levels: [ExchangeAction.Level]
    }

    /// Most lines of a script.
    static let maximumLines = 10_000

    var markets: [Market] = []
    var books: [Book] = []
    var rules: [FaultRule] = []

    public init() {}

    public var isEmpty: Bool { markets.isEmpty && books.isEmpty && rules.isEmpty }

    /// Reads a whole script; throws at the first thing that makes no sense.
    public init(text: String) throws(Failure) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count <= FaultScript.maximumLines else {
            throw Failure(
                line: FaultScript.maximumLines + 1, column: 1,
                reason: "a script has at most \(FaultScript.maximumLines) lines")
        }
        for (index, line) in lines.enumerated() {
            var reader = try ScriptReader(String(line), line: index + 1)
            guard let word = reader.peek() else { continue }
            switch word.text {
            case "market": markets.append(try reader.market())
            case "book": books.append(try reader.book())
            case "on", "at": rules.append(try reader.rule())
            default:
                throw reader.failure(word, "expected on, at, market or book, got \(word.text)")
            }
        }
    }

    /// The instruments as the script changes them, and the market maker's depth by book. Throws
    /// for an instrument nobody knows.
    func applied(
        to instruments: InstrumentList
    ) throws(Failure) -> (instruments: InstrumentList, makerLots: [String: Int64]) {
        var list = instruments
        var makerLots: [String: Int64] = [:]
        for book in books {
            let found = list.matching(book.symbol)
            guard !found.isEmpty else {
                throw FaultScript.unknown(book.symbol, book.line, book.column)
            }
            for instrument in found { makerLots[instrument.bookKey] = 0 }
        }
        for market in markets {
            let count = list.change(market.symbol) { $0.changed(by: market) }
            guard count > 0 else {
                throw FaultScript.unknown(market.symbol, market.line, market.column)
            }
            if let lots = market.makerLots {
                for found in list.matching(market.symbol) { makerLots[found.bookKey] = lots }
            }
        }
        return (list, makerLots)
    }

    private static func unknown(_ symbol: NamePattern, _ line: Int, _ column: Int) -> Failure {
        Failure(line: line, column: column, reason: "no instrument is called \(symbol.text)")
    }
}

extension Instrument {
    fileprivate func changed(by market: FaultScript.Market) -> Instrument {
        Instrument(
            exchange: exchange, segment: segment, token: token, symbol: symbol,
            lotSize: market.lot ?? lotSize, tick: market.tick ?? tick,
            reference: market.price ?? reference,
            lowestPrice: market.band?.lowerBound ?? lowestPrice,
            highestPrice: market.band?.upperBound ?? highestPrice,
            freezeQuantity: market.freeze ?? freezeQuantity)
    }
}
