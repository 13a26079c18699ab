import DeskDatabase
import Logging
import NIOConcurrencyHelpers
import NIOCore
import Postgres
import ServiceLifecycle

/// Tells the open streams of this front what changed: one listening connection and one read of the
/// database for all of them. Who is told what is the database's decision, made anew at each read.
///
/// A stream has a number up to which it has been told everything. Streams of one number are read
/// for together, so those that came lately catch up and then go along with the others.
final class EventHub: Service {
    /// Bounds and intervals; see ``FrontConfiguration/Limits``.
    struct Limits: Sendable {
        var streams = 2000
        var streamsOfOnePerson = 16
        /// Without a notification the database is asked all the same.
        var poll: Duration = .seconds(1)
        /// What comes within this time is read together.
        var pause: Duration = .milliseconds(40)
        /// A comment is sent this often: a page that hears none for 5 s says that the connection
        /// is lost.
        var heartbeat: Duration = .seconds(2)
        var tidy: Duration = .seconds(60)
        /// Changed figures of ``RequestLimits`` are known to the front after this long.
        var figures: Duration = .seconds(10)
        /// Chunks that wait for a slow client; then the stream ends, and the client comes back with
        /// the last number it has.
        static let waitingChunks = 256

        init() {}

        init(_ limits: FrontConfiguration.Limits) {
            streams = limits.eventStreams
            streamsOfOnePerson = limits.eventStreamsOfOnePerson
            heartbeat = limits.heartbeat
        }
    }

    /// No more streams are taken, of this person or at all.
    struct Full: Error {}

    struct Stream: Sendable {
        let person: String
        /// SHA-256 of the session's secret.
        let session: [UInt8]
        let outlet: AsyncStream<ByteBuffer>.Continuation
        var after: Int64
    }

    private struct State {
        var streams: [UInt64: Stream] = [:]
        var people: [String: Int] = [:]
        var nextIdentifier: UInt64 = 0
        var isStopped = false
    }

    private static let heartbeatText = ByteBuffer(string: ": heartbeat\n\n")
    private static let endText = ByteBuffer(
        string: "event: end\ndata: {\"reason\":\"session_ended\"}\n\n")

    private let database: EventFunctions
    private let listener: PostgresListener?
    private let limits: Limits
    private let requestLimits: RequestLimits
    private let logger: Logger
    private let state = NIOLockedValueBox(State())
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    /// Without a listener the hub only polls.
    init(
        database: EventFunctions, listener: PostgresListener?, limits: Limits,
        requestLimits: RequestLimits, logger: Logger
    ) {
        self.database = database
        self.listener = listener
        self.limits = limits
        self.requestLimits = requestLimits
        self.logger = logger
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    var streamCount: Int { state.withLockedValue { $0.streams.count } }

    // MARK: Streams

    /// Opens a stream that has everything up to `after`.
    func open(
        person: String, session: [UInt8], after: Int64
    ) throws(Full) -> (identifier: UInt64, chunks: AsyncStream<ByteBuffer>) {
        let (chunks, outlet) = AsyncStream<ByteBuffer>.makeStream(
            bufferingPolicy: .bufferingOldest(Limits.waitingChunks))
        let identifier: UInt64? = state.withLockedValue { state in
            guard !state.isStopped, state.streams.count < limits.streams,
                state.people[person, default: 0] < limits.streamsOfOnePerson
            else { return nil }
            state.nextIdentifier += 1
            state.people[person, default: 0] += 1
            state.streams[state.nextIdentifier] = Stream(
                person: person, session: session, outlet: outlet, after: after)
            return state.nextIdentifier
        }
        guard let identifier else { throw Full() }
        wake.yield()
        return (identifier, chunks)
    }

    /// Ends a stream; nothing when it has ended.
    func close(_ identifier: UInt64, with last: ByteBuffer? = nil) {
        let stream = state.withLockedValue { state -> Stream? in
            guard let stream = state.streams.removeValue(forKey: identifier) else { return nil }
            let left = state.people[stream.person, default: 1] - 1
            state.people[stream.person] = left > 0 ? left : nil
            return stream
        }
        if let last { stream?.outlet.yield(last) }
        stream?.outlet.finish()
    }

    // MARK: Service

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown { await self.work() }
        } onGracefulShutdown: {
            self.stop()
        }
        stop()
    }

    private func stop() {
        let identifiers = state.withLockedValue { state in
            state.isStopped = true
            return Array(state.streams.keys)
        }
        for identifier in identifiers { close(identifier) }
        wake.finish()
    }

    private func work() async {
        await withDiscardingTaskGroup { group in
            if let listener {
                group.addTask {
                    for await event in listener where Self.concernsUs(event) { self.wake.yield() }
                }
            }
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: self.limits.poll)
                    self.wake.yield()
                }
            }
            group.addTask { await self.tell() }
        }
    }

    private static func concernsUs(_ event: ListenerEvent) -> Bool {
        switch event {
        case .reconnected: true
        case .notification(let notification): notification.payload == EventFunctions.queue
        }
    }

    /// Reads and tells at every wake-up, for as long as the hub runs.
    private func tell() async {
        var heartbeat = ContinuousClock.now + limits.heartbeat
        var tidy = ContinuousClock.now + limits.tidy
        var figures = ContinuousClock.now
        var isAway = false
        for await _ in wakes {
            if Task.isCancelled { break }
            // Without a listener this is no real front, and nobody watches it before they come.
            if listener == nil && streamCount == 0 { continue }
            do {
                try await readAll()
                if ContinuousClock.now >= figures {
                    figures = ContinuousClock.now + limits.figures
                    requestLimits.change(to: try await database.limits())
                }
                if ContinuousClock.now >= tidy {
                    tidy = ContinuousClock.now + limits.tidy
                    try await database.tidy()
                }
                isAway = false
            } catch {
                // Streams stay open: they are told when the database is back, and miss nothing.
                if !isAway {
                    logger.warning(
                        "events cannot be read",
                        metadata: [
                            "reason": "\((error as? PostgresError)?.detailForLog ?? "\(error)")"
                        ])
                }
                isAway = true
            }
            if ContinuousClock.now >= heartbeat {
                heartbeat = ContinuousClock.now + limits.heartbeat
                sendHeartbeats()
            }
            try? await Task.sleep(for: limits.pause)
        }
    }

    private func sendHeartbeats() {
        for (identifier, stream) in state.withLockedValue({ $0.streams }) {
            send(Self.heartbeatText, to: identifier, stream)
        }
    }

    /// A client that does not read is let go: its next stream begins where this one broke off.
    private func send(_ chunk: ByteBuffer, to identifier: UInt64, _ stream: Stream) {
        switch stream.outlet.yield(chunk) {
        case .enqueued: break
        default: close(identifier)
        }
    }

    /// One read for each number that streams have got to, until all have everything.
    private func readAll() async throws {
        let groups = Dictionary(grouping: state.withLockedValue { Array($0.streams) }) {
            $0.value.after
        }
        if groups.isEmpty {
            // Nobody watches; what waits is numbered all the same, so that it does not pile up.
            _ = try await database.read(after: .max, sessions: [])
            return
        }
        var isBusy = false
        for (after, streams) in groups {
            let news = try await database.read(
                after: after, sessions: streams.map(\.value.session))
            tell(news, to: streams)
            isBusy = isBusy || news.isFull || !news.events.isEmpty
        }
        if isBusy {
            wake.yield()
        } else if try await !database.prepareToSleep() {
            wake.yield()
        }
    }

    private func tell(_ news: EventFunctions.News, to streams: [(key: UInt64, value: Stream)]) {
        // Streams of the same audiences are sent the same bytes.
        var memberships: [Int: [Int]] = [:]
        for (audience, places) in news.audiences.enumerated() {
            for place in places { memberships[place, default: []].append(audience) }
        }
        var chunks: [[Int]: ByteBuffer] = [:]
        for membership in Set(memberships.values) {
            chunks[membership] = Self.chunk(news.events.filter { membership.contains($0.audience) })
        }
        let live = Set(news.live)
        for (index, (identifier, stream)) in streams.enumerated() {
            guard live.contains(index + 1) else {
                close(identifier, with: Self.endText)
                continue
            }
            if let chunk = memberships[index + 1].flatMap({ chunks[$0] }) {
                send(chunk, to: identifier, stream)
            }
            state.withLockedValue { $0.streams[identifier]?.after = news.last }
        }
    }

    private static func chunk(_ events: [EventFunctions.News.Event]) -> ByteBuffer {
        var chunk = ByteBuffer()
        for event in events {
            chunk.writeString("id: \(event.id)\nevent: \(event.kind)\ndata: \(event.data)\n\n")
        }
        return chunk
    }
}
