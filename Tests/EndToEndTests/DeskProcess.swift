import FoundationEssentials
import Testing

@testable import PrivateDesk

/// A desk of its own for one test, run as a person would: the built program, a home, free ports.
struct DeskProcess {
    struct Status: Decodable {
        let name: String
        let pid: Int32?
        let state: String
    }

    let home: String
    private let program: String
    private let environment: [String: String]

    /// Ports are free when chosen; another program could take one before the desk does.
    /// - Parameter settings: of the environment, besides ports and home.
    init(_ settings: [String: String] = [:]) throws {
        program = try ProjectFiles.find().path(".build/debug/irra")
        home = "/tmp/irra-e2e-\(UInt32.random(in: 0 ... .max))/home"
        let names = [
            "IRRA_HTTP_PORT", "IRRA_BACKUP_PORT", "IRRA_PRIMARY_PORT", "IRRA_SIMULATOR_PORT",
        ]
        var chosen: [String: String] = ["IRRA_HOME": home]
        for name in names {
            var port = try #require(TCPPort.unused())
            while chosen.values.contains("\(port)") { port = try #require(TCPPort.unused()) }
            chosen[name] = "\(port)"
        }
        environment = chosen.merging(settings) { $1 }
    }

    /// What the desk was told to listen on.
    func port(_ setting: String) throws -> Int {
        try #require(environment[setting].flatMap { Int($0) })
    }

    func run(_ arguments: String...) async throws -> String {
        try await Command(
            program, arguments, environment: environment, directory: ProjectFiles.find().root
        ).run()
    }

    /// How long a worker may take to say something, or to end.
    private static let patience: Duration = .seconds(120)

    /// Everything a worker says until its end by SIGTERM, which comes when it has said what is
    /// expected; records an issue when it never does or ends with another status than 0.
    func run(
        until expected: String, _ arguments: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let folder = String(home.dropLast("/home".count))
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let log = "\(folder)/worker-\(UInt64.random(in: 0 ... .max)).log"
        let worker = try ChildProcess(
            program, arguments, environment: environment, output: .file(log))
        func text() throws -> String { try String(contentsOfFile: log, encoding: .utf8) }
        let end = ContinuousClock.now + Self.patience
        while try !text().contains(expected), worker.isRunning, ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
        }
        worker.terminate()
        let ending = try await worker.ended(within: Self.patience)
        let said = try text()
        #expect(ending == .exit(0), "\(said)", sourceLocation: sourceLocation)
        #expect(said.contains(expected), "\(said)", sourceLocation: sourceLocation)
        return said
    }

    /// What a command that must fail says on standard error.
    func refusal(
        _ arguments: [String], with settings: [String: String] = [:]
    ) async throws -> String {
        do {
            let said = try await Command(
                program, arguments, environment: environment.merging(settings) { $1 },
                directory: ProjectFiles.find().root
            ).run()
            Issue.record("\(arguments) did not fail: \(said)")
            return ""
        } catch DeskError.commandFailed(_, _, let detail) {
            return detail
        }
    }

    func statuses() async throws -> [Status] {
        let text = try await run("status", "--json")
        return try JSONDecoder().decode([Status].self, from: Data(text.utf8))
    }

    /// Stops what runs and removes everything, whatever the test left.
    func remove() async {
        _ = try? await run("down")
        if let account = try? ServerAccount.current(),
            let desk = try? Home.existing(home, account: account)
        {
            try? desk.remove()
        }
        try? FileManager.default.removeItem(atPath: String(home.dropLast("/home".count)))
    }

    /// Runs the body on a desk that is gone afterwards.
    static func with(
        _ settings: [String: String] = [:], _ body: (DeskProcess) async throws -> Void
    ) async throws {
        let desk = try DeskProcess(settings)
        do {
            try await body(desk)
        } catch {
            await desk.remove()
            throw error
        }
        await desk.remove()
    }
}
