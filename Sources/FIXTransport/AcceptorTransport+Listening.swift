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
        let settings = drivers.first?.settings ?? DriverSettings()
        let clock: @Sendable () -> Int64 = { WallClock.now() }
        let now = drivers.first?.now ?? clock
        let accept: @Sendable (any Channel) throws -> Void = { channel in
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
        guard let driver = await chooseDriver(connection) else {
            connection.abort()
            return
        }
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

    /// Waits for the first message and claims the driver it names; nil when it names none, when
    /// that one is taken, or when nothing comes in time.
    private func chooseDriver(_ connection: Connection) async -> SessionDriver? {
        let mailbox = Mailbox()
        connection.inbox.attach(mailbox)
        let limits = drivers.first?.configuration.limits ?? SessionLimits()
        let deadline = ContinuousClock.now + .microseconds(limits.logonWait)
        while ContinuousClock.now < deadline, !state.isEnded, !Task.isCancelled {
            let (first, ending) = connection.inbox.peek()
            switch first {
            case .message(let message, _):
                return await claimDriver(for: message)
            case .garbled(let reason):
                logger.warning("connection without a logon", metadata: ["reason": "\(reason)"])
                return nil
            case nil where ending != nil:
                return nil
            case nil:
                await mailbox.wait()
            }
        }
        return nil
    }

    private func claimDriver(for message: Message) async -> SessionDriver? {
        let us = message[Tag.targetCompID] ?? ""
        let them = message[Tag.senderCompID] ?? ""
        let driver = drivers.first {
            $0.configuration.senderCompID == us && $0.configuration.targetCompID == them
        }
        guard let driver, message.msgType == MessageType.logon else {
            logger.warning(
                "connection refused", metadata: ["from": "\(them)", "to": "\(us)"])
            return nil
        }
        guard await driver.claim() else {
            logger.warning(
                "session has a connection already", metadata: ["from": "\(them)", "to": "\(us)"])
            return nil
        }
        return driver
    }
}
