/// How the exchange behaves, apart from what is sent to it.
public struct ExchangeRules: Sendable {
    public var sessions = SimulatedSession.standard
    /// `YYYYMMDD`; nil for the date in India at the time of each message.
    public var tradeDate: String?
    /// Time between accepting an order and matching it.
    public var fillDelay: Duration = .zero
    /// Splits what the market maker fills into several trades, by this seed; nil fills at once.
    public var partialFillSeed: UInt64?
    /// What the market maker buys, and what it sells, of each instrument in a day, in lots; nil
    /// without end.
    public var makerDepthLots: Int64?
    /// The same for single instruments, by a script: 0 is no market maker at all.
    var makerLots: [String: Int64] = [:]
    /// Makes up an instrument for a symbol nobody knows, without bands and lots: for suites that
    /// test the session layer.
    public var acceptsAnyInstrument = false
    /// Takes a logon with any CompIDs, as an order session of a member of its own.
    public var acceptsAnySession = false
    /// Every connection begins a new session: numbers 1, nothing queued, no ClOrdID used.
    public var renewsSessions = false

    public init() {}
}
