import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// The TCP line between gateways and exchange: can be cut, and can hang without a word.
final class FaultyLine: Sendable {
    private final class Lines: Sendable {
        struct State {
            var live: [ObjectIdentifier: any Channel] = [:]
            var hangs = false
        }

        let state = NIOLockedValueBox(State())

        func opened(_ channel: any Channel) {
            let hangs = state.withLockedValue { state in
                state.live[ObjectIdentifier(channel)] = channel
                return state.hangs
            }
            channel.setOption(.autoRead, value: !hangs).whenFailure { _ in }
            channel.closeFuture.whenComplete { _ in
                self.state.withLockedValue { state in
                    _ = state.live.removeValue(forKey: ObjectIdentifier(channel))
                }
            }
        }
    }

    private let lines: Lines
    private let server: any Channel
    let port: Int

    init(target: Int) async throws {
        let lines = Lines()
        self.lines = lines
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { near in
                ClientBootstrap(group: near.eventLoop)
                    .channelOption(.autoRead, value: false)
                    .channelInitializer { far in
                        far.eventLoop.makeCompletedFuture {
                            try far.pipeline.syncOperations.addHandler(Pump(to: near))
                        }
                    }
                    .connect(host: "127.0.0.1", port: target)
                    .flatMapThrowing { far in
                        try near.pipeline.syncOperations.addHandler(Pump(to: far))
                        lines.opened(far)
                        lines.opened(near)
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = server.localAddress?.port ?? 0
    }

    /// Ends every connection, in the middle of whatever is under way.
    func cut() {
        for channel in lines.state.withLockedValue({ Array($0.live.values) }) {
            channel.close(promise: nil)
        }
    }

    /// While it hangs nothing is read and nothing closed, as when a switch loses its mind.
    func hang(_ hangs: Bool) {
        let channels = lines.state.withLockedValue { state in
            state.hangs = hangs
            return Array(state.live.values)
        }
        for channel in channels {
            channel.setOption(.autoRead, value: !hangs).whenFailure { _ in }
        }
    }

    func close() async throws {
        cut()
        try await server.close()
    }
}

private final class Pump: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let target: any Channel

    init(to target: any Channel) { self.target = target }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        target.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { target.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
