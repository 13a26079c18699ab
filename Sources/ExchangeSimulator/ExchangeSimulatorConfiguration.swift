/// Everything an exchange simulator needs to run.
public struct ExchangeSimulatorConfiguration: Sendable {
    public var host = "127.0.0.1"
    /// 0 takes any free port.
    public var port = 9880
    /// The exchange's one file; created when it does not exist.
    public var journalPath: String
    /// Waits for the disk at each transaction. Without it a kill of the process loses nothing, a
    /// crash of the machine may.
    public var synchronousJournal = false
    /// Instruments and reference prices: a CSV file in the UDiFF bhavcopy layout. Nil: none, which
    /// makes sense only with `rules.acceptsAnyInstrument`.
    public var instrumentsPath: String?
    public var rules = ExchangeRules()

    public init(journalPath: String, instrumentsPath: String? = nil) {
        self.journalPath = journalPath
        self.instrumentsPath = instrumentsPath
    }
}
