internal import FIX
internal import NIOCore
internal import NIOPosix

/// One TCP connection: an inbox of messages and a way to write.
struct Connection: Sendable {
    let channel: any Channel
    let inbox: Inbox
    let lingerTime: Duration

    /// Puts the handler into a new channel; call on its event loop, before it is active.
    static func install(
        in channel: any Channel, settings: DriverSettings, now: @escaping @Sendable () -> Int64
    ) throws -> Connection {
        let inbox = Inbox(limit: settings.inboundLimit)
        let handler = ConnectionHandler(inbox: inbox, settings: settings, now: now)
        try channel.pipeline.syncOperations.addHandler(handler)
        return Connection(channel: channel, inbox: inbox, lingerTime: settings.lingerTime)
    }

    static func dial(
        host: String, port: Int, timeout: Duration, group: any EventLoopGroup,
        settings: DriverSettings, now: @escaping @Sendable () -> Int64
    ) async throws -> Connection {
        try await ClientBootstrap(group: group)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connectTimeout(TimeAmount(timeout))
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try install(in: channel, settings: settings, now: now)
                }
            }
    }

    /// Writes and flushes. Waits only while the socket is behind; fails when it is closed.
    func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        let promise = channel.eventLoop.makePromise(of: Void.self)
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: promise)
        let written = promise.futureResult
        if !channel.isWritable { try await written.get() }
    }

    /// What came since the last call.
    func take() -> Inbox.Batch {
        let batch = inbox.take()
        if batch.mustResumeReading { channel.read() }
        return batch
    }

    /// Sends what is written and says that no more will come. The socket stays open a little,
    /// because closing it over unread bytes could cost the other side our last words.
    func close() {
        inbox.discard()
        let channel = channel
        channel.close(mode: .output, promise: nil)
        channel.eventLoop.scheduleTask(in: TimeAmount(lingerTime)) {
            channel.close(promise: nil)
        }
    }

    /// Closes at once.
    func abort() {
        inbox.discard()
        channel.close(promise: nil)
    }
}
