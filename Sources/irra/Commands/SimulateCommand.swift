import ArgumentParser
import ExchangeSimulator
import Foundation

/// `irra simulate`: a scripted exchange for demo, drills and tests.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Run the exchange simulator.",
        discussion: "docs/simulator.md describes scripts, commands and the journal.")

    @OptionGroup var options: SettingsOptions

    @Option(
        help: ArgumentHelp(
            "Instruments and prices, UDiFF columns (default: those of the desk's book).",
            valueName: "file"))
    var instruments: String?

    @Option(help: ArgumentHelp("The exchange's memory.", valueName: "file"))
    var journal: String?

    @Option(help: ArgumentHelp("Its trading day (default: today in India).", valueName: "YYYYMMDD"))
    var tradeDate: String?

    @Option(help: "Milliseconds between accepting an order and matching it.")
    var fillDelay: Int = 0

    @Option(help: ArgumentHelp("Faults and market conditions.", valueName: "file"))
    var faults: String?

    @Option(help: "Decides every chance and random size of the faults.")
    var seed: UInt64 = 0

    @Option(
        help: ArgumentHelp(
            "Unix socket for commands at run time (default: exchange.control in IRRA_HOME).",
            valueName: "file"))
    var control: String?

    @Option(
        help: ArgumentHelp(
            "Say one command to a simulator that runs, print its answer and end.",
            valueName: "command"))
    var tell: String?

    @Option(
        help: ArgumentHelp("Listen with TLS; the exchange's certificate (PEM).", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The key of that certificate (PEM).", valueName: "file"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            "Demand a certificate of clients, signed by one of these (PEM).", valueName: "file"))
    var tlsClientCa: String?

    @Flag(help: "Wait for the disk at each step, to survive a crash of the machine too.")
    var fsync = false

    @Flag(
        help: """
            For suites that test acceptors: any CompIDs, any symbol, and each connection a new \
            session with both numbers 1.
            """)
    var acceptance = false

    func validate() throws {
        guard fillDelay >= 0, fillDelay <= 3_600_000 else {
            throw ValidationError("--fill-delay is 0 to 3600000 milliseconds")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
        guard tlsClientCa == nil || tlsCertificate != nil else {
            throw ValidationError("--tls-client-ca needs --tls-certificate and --tls-key")
        }
        if let tradeDate, tradeDate.count != 8 || Int(tradeDate) == nil {
            throw ValidationError("--trade-date is a date such as 20250228")
        }
    }

    func run() async throws {
        let settings = try await options.settings()
        let controlPath = control ?? settings.home + "/exchange.control"
        if let tell {
            for line in try await ExchangeControl.send(tell, to: controlPath) { print(line) }
            return
        }
        try settings.requireFreePort(of: .simulate)
        let script = try readScript()
        try await WorkerRun(part: .simulate, settings: settings).run { logger in
            var configuration = ExchangeSimulatorConfiguration(
                journalPath: journal ?? settings.home + "/exchange.journal",
                instrumentsPath: instrumentsPath(settings))
            configuration.port = settings.simulatorPort
            configuration.synchronousJournal = fsync
            configuration.script = script
            configuration.seed = seed
            configuration.controlPath = controlPath
            if let tlsCertificate, let tlsKey {
                configuration.tls = ExchangeSimulatorConfiguration.TLSFiles(
                    certificatePath: tlsCertificate, keyPath: tlsKey,
                    clientAuthorityPath: tlsClientCa)
            }
            configuration.rules.tradeDate = tradeDate
            configuration.rules.fillDelay = .milliseconds(fillDelay)
            configuration.rules.acceptsAnySession = acceptance
            configuration.rules.acceptsAnyInstrument = acceptance
            configuration.rules.renewsSessions = acceptance
            return [ExchangeSimulatorService(configuration: configuration, logger: logger)]
        }
    }

    /// An acceptance suite needs no instruments; those of the desk are used where there are any.
    private func instrumentsPath(_ settings: Settings) -> String? {
        if let instruments { return instruments }
        let own = settings.home + "/instruments.csv"
        return acceptance && !FileManager.default.fileExists(atPath: own) ? nil : own
    }

    private func readScript() throws -> FaultScript {
        guard let faults else { return FaultScript() }
        guard let data = FileManager.default.contents(atPath: faults) else {
            throw ValidationError("the fault script cannot be read: \(faults)")
        }
        return try FaultScript(text: String(decoding: data, as: UTF8.self))
    }
}
