import ArgumentParser

/// What the benchmark measures.
enum BenchFigure: String, CaseIterable, Sendable, ExpressibleByArgument {
    /// Orders a second for the full life, against the same SQL functions without a worker.
    case life
    /// HTTP request to bytes on the wire on an idle desk, against two bare commits.
    case wire
    /// The same with a long history in the tables.
    case history
    /// Partial fills of one order, and whether the session keeps its heartbeats.
    case storm
    /// Commits of single orders with and without listeners.
    case notify
    /// Messages a second through notifiers to a sink, beside other queues.
    case messages
    /// One read of positions over HTTP beside other servers, and the front's memory.
    case front
    /// A new desk's first copy of the whole book, up to usable positions.
    case copy
    /// How fast trades of the main site that waited are applied while they are folded.
    case stream
    /// How long a trade of the main site takes into the desk's positions, at a steady rate.
    case lag
    /// Both books compared, and what memory that takes.
    case compare
    /// From the second approval to the first order on the wire.
    case activation
    /// What the desk did, handed back and acknowledged.
    case failback
}
