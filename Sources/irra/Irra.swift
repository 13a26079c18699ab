import ArgumentParser

/// The one program of the desk: a subcommand for each worker, and those that set it up and look at
/// it.
@main
struct Irra: AsyncParsableCommand {
    /// Shown by `--version` and kept with each worker's heartbeat.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "irra",
        abstract: "A stock broker's backup desk.",
        discussion: """
            Settings come from flags, then environment variables (IRRA_…), then irra.yaml, then \
            defaults. Secrets can be given as a file, too (IRRA_…_FILE).
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Private desk",
                subcommands: [
                    UpCommand.self, DownCommand.self, StatusCommand.self, DoctorCommand.self,
                    RunCommand.self, DemoCommand.self, RehearseCommand.self,
                    OpsUserCommand.self,
                ]),
            CommandGroup(
                name: "Workers",
                subcommands: [
                    FrontCommand.self, GatewayCommand.self, NotifyCommand.self, MonitorCommand.self,
                    SyncCommand.self, SimulateCommand.self, ConformanceCommand.self,
                ]),
            CommandGroup(
                name: "Data",
                subcommands: [ImportCommand.self, AuditCommand.self, TraceCommand.self]),
            CommandGroup(name: "Figures", subcommands: [BenchCommand.self]),
        ])
}
