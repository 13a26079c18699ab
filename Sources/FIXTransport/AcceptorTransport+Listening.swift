internal import FIX
internal import Logging
internal import NIOCore
internal import NIOPosix

extension AcceptorTransport {
    /// Connections that have not said who they are, and live ones, at a time; more are hung up on.
    private static let maximumConnections = 256
    /// Room for connections between the socket and the task that takes them.
    private static let acceptBacklog: Int32 = 64

    func listenUntilShutDown() async throws {
        defer { state.requestShutdown() }
        let (connections, incoming) = AsyncStream.makeStream(
            of: Connection.self, bufferingPolicy: .bufferingOldest(Self.maximumConnections))
        let channel = try await bind(incoming)
        channel.closeFuture.whenComplete { _ in incoming.finish() }
        guard state.listening(on: channel) else {
            channel.close(promise: nil)
            return
        }
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                for await connection in connections {
                    group.addTask { await self.serve(connection) }
                }
            }
        } onCancel: {
            channel.close(promise: nil)
        }
        try Task.checkCancellation()
    }

    private func bind(
        _ incoming: AsyncStream<Connection>.Continuation
    ) async throws -> any Channel {
        let settings = settings
        let context = try tls.map { try TLSContext(listening: $0) }
        let clock: @Sendable () -> Int64 = { WallClock.now() }
        let now = drivers.first?.now ?? clock
        let accept: @Sendable (any Channel) throws -> Void = { channel in
            // How it ends, the connection's inbox hears, too.
            _ = try context?.install(in: channel)
            let connection = try Connection.install(in: channel, settings: settings, now: now)
            if case .enqueued = incoming.yield(connection) { return }
            connection.abort()
        }
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Self.acceptBacklog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try accept(channel) }
            }
        let bound: EventLoopFuture<any Channel> = bootstrap.bind(host: host, port: port)
        return try await bound.get()
    }

    private func serve(_ connection: Connection) async {
        guard let choice = await chooseDriver(connection) else {
            connection.abort()
            return
        }
        defer { if let identity = choice.identity { state.release(identity) } }
        let driver = choice.driver
        do {
            _ = try await driver.serve(connection)
        } catch is CancellationError {
            return
        } catch {
            logger.error(
                "session stopped",
                metadata: ["session": "\(driver.configuration.targetCompID)", "error": "\(error)"])
        }
    }
}
