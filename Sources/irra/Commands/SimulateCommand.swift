import ArgumentParser
import ExchangeSimulator

/// `irra simulate`: a scripted exchange for demo, drills and tests.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Run the exchange simulator.")

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

    func run() async throws {
        let settings = try await options.settings()
        try settings.requireFreePort(of: .simulate)
        try await WorkerRun(part: .simulate, settings: settings).run { logger in
            var configuration = ExchangeSimulatorConfiguration(
                journalPath: journal ?? settings.home + "/exchange.journal",
                instrumentsPath: instruments ?? settings.home + "/instruments.csv")
            configuration.port = settings.simulatorPort
            configuration.rules.tradeDate = tradeDate
            configuration.rules.fillDelay = .milliseconds(fillDelay)
            return [ExchangeSimulatorService(configuration: configuration, logger: logger)]
        }
    }
}
