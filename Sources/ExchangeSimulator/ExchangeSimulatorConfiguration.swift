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
    /// Faults and market conditions.
    public var script = FaultScript()
    /// Decides every chance and random size of the script.
    public var seed: UInt64 = 0
    /// A Unix socket on which a person or a test says what is to happen now; nil: none.
    public var controlPath: String?

    /// Encrypts the FIX port; nil listens in the clear.
    public var tls: TLSFiles?

    /// PEM files of the FIX port's encryption.
    public struct TLSFiles: Sendable {
        /// The exchange's certificate, followed by those up to the root.
        public var certificatePath: String
        public var keyPath: String
        /// Who vouches for clients; with it a client without a certificate is hung up on.
        public var clientAuthorityPath: String?

        public init(
            certificatePath: String, keyPath: String, clientAuthorityPath: String? = nil
        ) {
            self.certificatePath = certificatePath
            self.keyPath = keyPath
            self.clientAuthorityPath = clientAuthorityPath
        }
    }

    public init(journalPath: String, instrumentsPath: String? = nil) {
        self.journalPath = journalPath
        self.instrumentsPath = instrumentsPath
    }
}
