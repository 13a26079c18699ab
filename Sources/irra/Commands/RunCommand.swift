import ArgumentParser
import Dispatch
import Glibc
import PrivateDesk

/// `irra run`: the desk for a person at a terminal, until Ctrl-C.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Start the desk, print how to log in, stay up until Ctrl-C, then stop it.")

    @OptionGroup var options: SettingsOptions

    func run() async throws {
        let settings = try await options.settings()
        let desk = try await Desk.open(settings)
        PassingDesk.warn(of: desk.home)
        try await desk.up()
        Terminal.say("")
        Terminal.say("page:     http://\(settings.httpHost):\(settings.httpPort)/")
        for person in try Person.load(desk.home.secrets) {
            Terminal.say(
                "log-in:   \(person.username), password \(person.password) (\(person.role))")
        }
        Terminal.say("one-time code:  irra ops-user code NAME")
        Terminal.say(
            "database: psql -h \(desk.home.path)/run -p \(settings.backupPort) -U postgres irra")
        Terminal.say("Ctrl-C stops the desk.")
        await Self.waitForSignal()
        Terminal.say("")
        try await desk.down()
    }

    /// Returns at the first SIGINT or SIGTERM.
    private static func waitForSignal() async {
        for number in [SIGINT, SIGTERM] { signal(number, SIG_IGN) }
        let (signals, continuation) = AsyncStream<Void>.makeStream()
        let sources = [SIGINT, SIGTERM].map { number in
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
        for await _ in signals { break }
        for source in sources { source.cancel() }
    }
}
