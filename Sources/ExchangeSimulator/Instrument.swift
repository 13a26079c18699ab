/// What can be traded, with the terms the exchange checks an order against.
public struct Instrument: Sendable, Equatable {
    public let exchange: String
    /// `CM` cash, `FO` futures and options.
    public let segment: String
    /// The exchange's number for it (SecurityID, tag 48); empty when it has none.
    public let token: String
    /// The symbol on the wire (tag 55): the ticker in `CM`, the trading symbol in `FO`.
    public let symbol: String
    public let lotSize: Int64
    public let tick: Price
    /// Where the market maker quotes.
    public let reference: Price
    public let lowestPrice: Price
    public let highestPrice: Price
    /// The most the exchange takes in one order; nil without end.
    public let freezeQuantity: Int64?
    /// Names the instrument's book.
    let bookKey: String

    public init(
        exchange: String, segment: String, token: String, symbol: String, lotSize: Int64,
        tick: Price, reference: Price, lowestPrice: Price, highestPrice: Price,
        freezeQuantity: Int64? = nil
    ) {
        self.exchange = exchange
        self.segment = segment
        self.token = token
        self.symbol = symbol
        self.lotSize = lotSize
        self.tick = tick
        self.reference = reference
        self.lowestPrice = lowestPrice
        self.highestPrice = highestPrice
        self.freezeQuantity = freezeQuantity
        bookKey = "\(exchange)/\(segment)/\(symbol)"
    }
}

/// The instruments of the trading day, found as an order names them.
public struct InstrumentList: Sendable {
    private var byToken: [String: [Instrument]] = [:]
    private var bySymbol: [String: [Instrument]] = [:]
    public private(set) var count = 0

    public init(_ instruments: some Sequence<Instrument> = []) {
        for instrument in instruments { add(instrument) }
    }

    public mutating func add(_ instrument: Instrument) {
        if !instrument.token.isEmpty {
            byToken[instrument.token, default: []].append(instrument)
        }
        bySymbol[instrument.symbol, default: []].append(instrument)
        count += 1
    }

    /// Those whose symbol, or whose token, fits.
    func matching(_ pattern: NamePattern) -> [Instrument] {
        if pattern.isExact {
            return (bySymbol[pattern.text] ?? []) + (byToken[pattern.text] ?? [])
        }
        return bySymbol.filter { pattern.matches($0.key) }.values.flatMap { $0 }
            .sorted { $0.bookKey < $1.bookKey }
    }

    /// Changes every instrument that fits; says how many did.
    mutating func change(
        _ pattern: NamePattern, _ change: (Instrument) -> Instrument
    ) -> Int {
        let keys = Set(matching(pattern).map(\.bookKey))
        guard !keys.isEmpty else { return 0 }
        let apply = { (list: [Instrument]) in
            list.map { keys.contains($0.bookKey) ? change($0) : $0 }
        }
        byToken = byToken.mapValues(apply)
        bySymbol = bySymbol.mapValues(apply)
        return keys.count
    }

    /// By token when the order names one, else by symbol. Tokens are unique only within a segment:
    /// of several with one token the symbol decides.
    public func find(token: String?, symbol: String?, exchange: String?) -> Instrument? {
        var candidates: [Instrument]
        if let token {
            candidates = byToken[token] ?? []
        } else if let symbol {
            candidates = bySymbol[symbol] ?? []
        } else {
            return nil
        }
        if let exchange { candidates.removeAll { $0.exchange != exchange } }
        guard candidates.count > 1, let symbol else { return candidates.first }
        return candidates.first { $0.symbol == symbol } ?? candidates.first
    }
}
