internal import FIX
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

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

    /// Returns when the line stands and, with TLS, the other side has proved who it is.
    static func dial(
        host: String, port: Int, timeout: Duration, tls: TLSContext?,
        group: any EventLoopGroup, settings: DriverSettings,
        now: @escaping @Sendable () -> Int64
    ) async throws -> Connection {
        let (connection, handshake) = try await ClientBootstrap(group: group)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connectTimeout(TimeAmount(timeout))
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handshake = try tls?.install(in: channel)
                    return (try install(in: channel, settings: settings, now: now), handshake)
                }
            }
        guard let handshake else { return connection }
        try await withTaskCancellationHandler {
            try await handshake.get()
        } onCancel: {
            connection.abort()
        }
        return connection
    }

    /// Writes and flushes. Waits only while the socket is behind; fails when it is closed.
    func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty, !inbox.isDiscarding else { return }
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
            Self.cut(channel)
        }
    }

    /// Closes at once; the driver hears why.
    func cut(_ reason: String) {
        inbox.discard(because: reason)
        abort()
    }

    /// Closes at once.
    func abort() {
        inbox.discard()
        let channel = channel
        channel.eventLoop.execute { Self.cut(channel) }
    }

    /// Closes the socket below the encryption, which would first wait for a goodbye.
    private static func cut(_ channel: any Channel) {
        let pipeline = channel.pipeline.syncOperations
        if let encryption = try? pipeline.context(handlerType: NIOSSLHandler.self) {
            encryption.close(promise: nil)
        } else {
            channel.close(promise: nil)
        }
    }
}
