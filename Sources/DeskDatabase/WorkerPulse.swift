public import Postgres

/// One process of the desk, and that it lives: `ops.health` shows who has not said so for long.
public struct WorkerPulse: Sendable {
    /// One for each process. What stands before a colon is shared by workers of one kind on one
    /// machine that take each other's place.
    public let workerName: String
    /// `front`, `gateway`, `monitor`, `notify` or `sync`.
    public let kind: String
    public let version: String
    public let processID: Int32

    public init(workerName: String, kind: String, version: String, processID: Int32) {
        self.workerName = workerName
        self.kind = kind
        self.version = version
        self.processID = processID
    }

    /// Says it again and again until the task is cancelled. A database that is away costs a beat:
    /// that it is away is told by the worker's own work.
    public func run(on database: any StatementRunner, every interval: Duration) async {
        while !Task.isCancelled {
            // A beat is never given up half-way: it could come true behind what ends them.
            await Task { try? await beat(on: database) }.value
            try? await Task.sleep(for: interval)
        }
    }

    /// Says it once. Every worker's role may.
    public func beat(on database: any StatementRunner) async throws {
        _ = try await database.query(
            """
            select sync.heartbeat(worker_name => $1, kind => $2, process_id => $3, version => $4)
            """,
            [.text(workerName), .text(kind), .integer(Int64(processID)), .text(version)])
    }

    /// A worker that was asked to stop, while others of its kind may go on, is no longer missed.
    public func end(on database: any StatementRunner) async {
        _ = try? await database.query(
            "select sync.end_heartbeat(worker_name => $1, process_id => $2)",
            [.text(workerName), .integer(Int64(processID))])
    }
}
