import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// Passes bytes between a dialling side and a target, and cuts connections when told or after a
/// number of bytes, in the middle of whatever is under way.
final class Relay: Sendable {
    private struct State {
        var live: [ObjectIdentifier: any Channel] = [:]
        /// Bytes each new connection may carry, both ways together; empty is without end.
        var budgets: [Int] = []
        var connections = 0
    }

    private final class Shared: Sendable {
        let state = NIOLockedValueBox(State())
    }

    private let shared = Shared()
    private let server: any Channel
    let port: Int

    init(target: Int) async throws {
        let shared = shared
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { near in
                let budget = shared.state.withLockedValue { state in
                    state.live[ObjectIdentifier(near)] = near
                    state.connections += 1
                    return state.budgets.isEmpty ? Int.max : state.budgets.removeFirst()
                }
                let left = ByteBudget(budget)
                return ClientBootstrap(group: near.eventLoop)
                    .channelInitializer { far in
                        far.eventLoop.makeCompletedFuture {
                            try far.pipeline.syncOperations.addHandler(
                                Pump(to: near, left: left))
                        }
                    }
                    .connect(host: "127.0.0.1", port: target)
                    .flatMapThrowing { far in
                        try near.pipeline.syncOperations.addHandler(Pump(to: far, left: left))
                    }
                    .flatMap { near.setOption(.autoRead, value: true) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = server.localAddress?.port ?? 0
    }

    var connections: Int { shared.state.withLockedValue { $0.connections } }

    /// The next connections are cut after so many bytes, one budget each.
    func cut(after budgets: [Int]) {
        shared.state.withLockedValue { $0.budgets = budgets }
    }

    var budgetsLeft: Int { shared.state.withLockedValue { $0.budgets.count } }

    /// Cuts whatever is connected now.
    func cutAll() {
        let channels = shared.state.withLockedValue { state in
            defer { state.live = [:] }
            return Array(state.live.values)
        }
        for channel in channels { channel.close(promise: nil) }
    }

    func close() async throws {
        cutAll()
        try await server.close()
    }
}

/// Bytes that the two directions of a connection may still carry together.
private final class ByteBudget: Sendable {
    private let value: NIOLockedValueBox<Int>

    init(_ value: Int) {
        self.value = NIOLockedValueBox(value)
    }

    /// Takes up to so many and answers how many there were.
    func take(_ wanted: Int) -> Int {
        value.withLockedValue { left in
            let taken = min(left, wanted)
            left -= taken
            return taken
        }
    }
}

private final class Pump: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private let target: any Channel
    private let left: ByteBudget

    init(to target: any Channel, left: ByteBudget) {
        self.target = target
        self.left = left
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        let wanted = buffer.readableBytes
        let allowed = left.take(wanted)
        if let slice = buffer.readSlice(length: allowed) {
            target.writeAndFlush(slice, promise: nil)
        }
        if allowed < wanted {
            target.close(promise: nil)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        target.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
