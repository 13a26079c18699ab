import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// The TCP line between gateways and exchange. It can be cut, hang without a word, be slow, and
/// lose, repeat or damage what it carries, as a broken box on the way does.
final class FaultyLine: Sendable {
    /// What happens to the next bytes that come, whichever way they go.
    enum Mischief: Sendable {
        case drop, double, garble
    }

    let port: Int
    /// What gateways said to the exchange, before anything happens to it here.
    let tap: WireTap
    private let traffic: Traffic
    private let server: any Channel

    init(target: Int) async throws {
        let (traffic, tap) = (Traffic(), WireTap())
        (self.traffic, self.tap) = (traffic, tap)
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { near in
                ClientBootstrap(group: near.eventLoop)
                    .channelOption(.autoRead, value: false)
                    .channelInitializer { far in
                        far.eventLoop.makeCompletedFuture {
                            try far.pipeline.syncOperations.addHandler(
                                Pump(to: near, traffic: traffic, ear: nil))
                        }
                    }
                    .connect(host: "127.0.0.1", port: target)
                    .flatMapThrowing { far in
                        try near.pipeline.syncOperations.addHandler(
                            Pump(to: far, traffic: traffic, ear: tap.ear()))
                        traffic.opened(far)
                        traffic.opened(near)
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = server.localAddress?.port ?? 0
    }

    /// Ends every connection, in the middle of whatever is under way.
    func cut() {
        for channel in traffic.channels { channel.close(promise: nil) }
    }

    /// While it hangs nothing is read and nothing closed, as when a switch loses its mind.
    func hang(_ hangs: Bool) {
        for channel in traffic.hang(hangs) {
            channel.setOption(.autoRead, value: !hangs).whenFailure { _ in }
        }
    }

    /// Everything takes so long from now on; what is under way keeps its order.
    func delay(milliseconds: Int) { traffic.delay(milliseconds: milliseconds) }

    /// Nil: nothing more happens.
    func arm(_ mischief: Mischief?) { traffic.arm(mischief) }

    /// Works as it should from now on.
    func mend() {
        hang(false)
        delay(milliseconds: 0)
        arm(nil)
    }

    func close() async throws {
        cut()
        try await server.close()
    }
}

/// What is on one line now, and what is to happen to it.
private final class Traffic: Sendable {
    private struct State {
        var live: [ObjectIdentifier: any Channel] = [:]
        var hangs = false
        var delay = TimeAmount.zero
        var mischief: FaultyLine.Mischief?
    }

    private let state = NIOLockedValueBox(State())

    var channels: [any Channel] { state.withLockedValue { Array($0.live.values) } }

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

    func hang(_ hangs: Bool) -> [any Channel] {
        state.withLockedValue { state in
            state.hangs = hangs
            return Array(state.live.values)
        }
    }

    func delay(milliseconds: Int) {
        state.withLockedValue { $0.delay = .milliseconds(Int64(milliseconds)) }
    }

    func arm(_ mischief: FaultyLine.Mischief?) { state.withLockedValue { $0.mischief = mischief } }

    /// How the next bytes go on; a mischief happens once.
    func treatment() -> (delay: TimeAmount, mischief: FaultyLine.Mischief?) {
        state.withLockedValue { state in
            defer { state.mischief = nil }
            return (state.delay, state.mischief)
        }
    }
}

/// One direction of one connection.
private final class Pump: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let target: any Channel
    private let traffic: Traffic
    private var ear: WireTap.Ear?
    /// When the last bytes that were held back go on: nothing overtakes them.
    private var busyUntil = NIODeadline.now()

    init(to target: any Channel, traffic: Traffic, ear: WireTap.Ear?) {
        self.target = target
        self.traffic = traffic
        self.ear = ear
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        ear?.hear(buffer.readableBytesView)
        let (delay, mischief) = traffic.treatment()
        switch mischief {
        case .drop: return
        case .double:
            let copy = buffer
            buffer.writeImmutableBuffer(copy)
        case .garble:
            let place = buffer.readerIndex + buffer.readableBytes / 2
            let byte = buffer.getInteger(at: place, as: UInt8.self) ?? 0
            buffer.setInteger(byte ^ 0x01, at: place)
        case nil: break
        }
        pass(buffer, after: delay, context.eventLoop)
    }

    private func pass(_ buffer: ByteBuffer, after delay: TimeAmount, _ loop: any EventLoop) {
        let now = NIODeadline.now()
        guard delay > .zero || busyUntil > now else {
            target.writeAndFlush(buffer, promise: nil)
            return
        }
        busyUntil = max(now + delay, busyUntil + .nanoseconds(1))
        let target = target
        _ = loop.scheduleTask(deadline: busyUntil) { target.writeAndFlush(buffer, promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) { target.close(promise: nil) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
