import FoundationEssentials
import Glibc

/// Starts workers as processes of their own and stops them. What runs is known from one small file
/// a worker, so any later `irra` can stop what an earlier one started.
public struct Supervisor: Sendable {
    /// How a worker is started: `irra` with these words.
    public struct Worker: Sendable {
        public let name: String
        public let arguments: [String]
        public let environment: [String: String]

        public init(name: String, arguments: [String], environment: [String: String]) {
            self.name = name
            self.arguments = arguments
            self.environment = environment
        }
    }

    /// One line of `irra status`.
    public struct Status: Codable, Sendable, Equatable {
        public let name: String
        public let kind: String
        /// nil when it does not run.
        public let pid: Int32?
        public let state: String
        /// When it was started, ISO 8601 in UTC; nil when it was not.
        public let since: String?
        public let log: String?

        public init(
            name: String, kind: String, pid: Int32?, state: String, since: String?, log: String?
        ) {
            self.name = name
            self.kind = kind
            self.pid = pid
            self.state = state
            self.since = since
            self.log = log
        }

        /// Absent values are written as null, so that every element has the same keys.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(name, forKey: .name)
            try container.encode(kind, forKey: .kind)
            try container.encode(pid, forKey: .pid)
            try container.encode(state, forKey: .state)
            try container.encode(since, forKey: .since)
            try container.encode(log, forKey: .log)
        }
    }

    private struct Record: Codable {
        let identity: ProcessIdentity
        let since: String
    }

    /// How long a worker may take to end by itself before it is killed.
    private static let patience: Duration = .seconds(15)
    private static let pollInterval: Duration = .milliseconds(50)

    let home: Home

    public init(home: Home) { self.home = home }

    /// Starts the worker detached, its messages appended to `log/NAME.log`; false when it runs
    /// already.
    @discardableResult
    public func start(_ worker: Worker, program: String) throws -> Bool {
        if let record = record(of: worker.name), record.identity.isAlive { return false }
        let pid = try Spawn.start(
            program, worker.arguments, environment: worker.environment,
            output: .file(logPath(of: worker.name)), isDetached: true)
        guard let identity = ProcessIdentity(pid: pid) else {
            throw DeskError.commandFailed(
                worker.name, status: "ended at once", detail: logTail(of: worker.name))
        }
        let record = Record(identity: identity, since: Self.text(of: Date()))
        try FileSystem.write(
            JSONEncoder().encode(record), to: recordPath(of: worker.name), mode: 0o600)
        return true
    }

    /// SIGTERM to all named, then SIGKILL to those that outlast the patience. Returns the names of
    /// the workers that ran.
    @discardableResult
    public func stop(_ names: [String]) async throws -> [String] {
        var running = names.filter { record(of: $0)?.identity.isAlive == true }
        let stopped = running
        for name in running { record(of: name)?.identity.signal(SIGTERM) }
        let deadline = ContinuousClock.now + Self.patience
        while !running.isEmpty, ContinuousClock.now < deadline {
            try await Task.sleep(for: Self.pollInterval)
            running = running.filter { record(of: $0)?.identity.isAlive == true }
        }
        for name in running { record(of: name)?.identity.signal(SIGKILL) }
        for name in names { unlink(recordPath(of: name)) }
        return stopped
    }

    /// Kills without warning, as a crash would.
    public func kill(_ name: String) {
        record(of: name)?.identity.signal(SIGKILL)
    }

    /// Every worker that was started and not stopped: `running`, or `dead` when it ended by itself.
    public func statuses() -> [Status] {
        names().map { name in
            let record = record(of: name)
            let isAlive = record?.identity.isAlive == true
            return Status(
                name: name, kind: "worker", pid: isAlive ? record?.identity.pid : nil,
                state: isAlive ? "running" : "dead", since: record?.since,
                log: logPath(of: name))
        }
    }

    /// Names of all workers with a record, alive or not.
    public func names() -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: home.processDirectory))
        return (files ?? []).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
            .sorted()
    }

    public func isRunning(_ name: String) -> Bool {
        record(of: name)?.identity.isAlive == true
    }

    /// The end of what a worker wrote, for an error message.
    public func logTail(of name: String) -> String {
        let quotedLength = 2_000
        return FileSystem.text(logPath(of: name)).map { String($0.suffix(quotedLength)) } ?? ""
    }

    func logPath(of name: String) -> String { "\(home.logDirectory)/\(name).log" }

    private func recordPath(of name: String) -> String { "\(home.processDirectory)/\(name).json" }

    private func record(of name: String) -> Record? {
        guard let bytes = try? FileSystem.read(recordPath(of: name)) else { return nil }
        return try? JSONDecoder().decode(Record.self, from: Data(bytes))
    }

    static func text(of date: Date) -> String { date.ISO8601Format() }
}
