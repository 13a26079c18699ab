import NIOCore
import NIOPosix
import Synchronization

/// Passes FIX messages between a dialling side and a target, one by one, and cuts the connections
/// where a plan says: between two messages, or in the middle of one.
final class MessageRelay: Sendable {
    /// Where to cut, counted over both directions since the plan began or the cut before.
    enum Cut: Sendable, CustomStringConvertible {
        /// When so many messages have passed, before anything answers the last.
        case after(Int)
        /// In the middle of the message that comes after so many: its sender believes it sent.
        case inside(Int)

        var description: String {
            switch self {
            case .after(let count): "after message \(count)"
            case .inside(let count): "inside message \(count + 1)"
            }
        }
    }

    enum Verdict { case pass, passAndCut, halfAndCut, drop }

    fileprivate struct State {
        var live: [ObjectIdentifier: any Channel] = [:]
        var plan: [Cut] = []
        var passed = 0
    }

    fileprivate final class Shared: Sendable {
        let state = Mutex(State())
    }

    private let shared: Shared
    private let server: any Channel
    let port: Int

    init(target: Int) async throws {
        let shared = Shared()
        self.shared = shared
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { near in
                let pair = Pair { shared.judge($0) }
                return ClientBootstrap(group: near.eventLoop)
                    .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .channelInitializer { far in
                        far.eventLoop.makeCompletedFuture {
                            try far.pipeline.syncOperations.addHandler(Pump(to: near, pair))
                        }
                    }
                    .connect(host: "127.0.0.1", port: target)
                    .flatMapThrowing { far in
                        shared.state.withLock { state in
                            state.live[ObjectIdentifier(near)] = near
                            state.live[ObjectIdentifier(far)] = far
                        }
                        try near.pipeline.syncOperations.addHandler(Pump(to: far, pair))
                    }
                    .flatMap { near.setOption(.autoRead, value: true) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = server.localAddress?.port ?? 0
    }

    /// Starts counting anew.
    func plan(_ cuts: [Cut]) {
        shared.state.withLock { state in
            state.plan = cuts
            state.passed = 0
        }
    }

    /// Cuts of the plan that have not come to pass.
    var cutsLeft: Int { shared.state.withLock { $0.plan.count } }
    /// Messages that passed since the plan began or the cut before.
    var passed: Int { shared.state.withLock { $0.passed } }

    /// Waits until nothing has passed for a while: what is counted next belongs to what is done
    /// next.
    func quiet() async throws {
        var last = -1
        while last != passed {
            last = passed
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// Cuts whatever is connected now.
    func cutAll() {
        let channels = shared.state.withLock { state in
            defer { state.live = [:] }
            return Array(state.live.values)
        }
        for channel in channels { channel.close(promise: nil) }
    }

    func close() async throws {
        cutAll()
        try await server.close()
    }

    deinit { server.close(promise: nil) }
}

extension MessageRelay.Shared {
    /// What to do with the next message; a cut is also the end of what its connection carries.
    func judge(_ isOver: Bool) -> MessageRelay.Verdict {
        if isOver { return .drop }
        return state.withLock { state in
            state.passed += 1
            switch state.plan.first {
            case .after(let count) where state.passed >= count:
                state.plan.removeFirst()
                state.passed = 0
                return .passAndCut
            case .inside(let count) where state.passed > count:
                state.plan.removeFirst()
                state.passed = 0
                return .halfAndCut
            default:
                return .pass
            }
        }
    }
}

/// Both directions of one connection, which end together.
private final class Pair: Sendable {
    private let isOver = Mutex(false)
    private let judge: @Sendable (Bool) -> MessageRelay.Verdict

    init(judge: @escaping @Sendable (Bool) -> MessageRelay.Verdict) {
        self.judge = judge
    }

    func next() -> MessageRelay.Verdict {
        isOver.withLock { over in
            let verdict = judge(over)
            if verdict == .passAndCut || verdict == .halfAndCut { over = true }
            return verdict
        }
    }
}

private final class Pump: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    /// A checksum field, `10=nnn` and SOH, ends a message.
    private static let trailer = 7

    private let target: any Channel
    private let pair: Pair
    private let pending = Mutex<[UInt8]>([])

    init(to target: any Channel, _ pair: Pair) {
        self.target = target
        self.pair = pair
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        pending.withLock { $0.append(contentsOf: bytes.readableBytesView) }
        while let message = nextMessage() {
            switch pair.next() {
            case .pass:
                write(message[...])
            case .passAndCut:
                write(message[...])
                return cut(context)
            case .halfAndCut:
                write(message.prefix(message.count / 2))
                return cut(context)
            case .drop:
                return
            }
        }
    }

    private func nextMessage() -> [UInt8]? {
        pending.withLock { bytes in
            let soh: UInt8 = 1
            var start = 0
            while let end = bytes[start...].firstIndex(of: soh) {
                if end - start == Self.trailer - 1, bytes[start] == UInt8(ascii: "1"),
                    bytes[start + 1] == UInt8(ascii: "0"), bytes[start + 2] == UInt8(ascii: "=")
                {
                    defer { bytes.removeFirst(end + 1) }
                    return Array(bytes[...end])
                }
                start = end + 1
            }
            return nil
        }
    }

    private func write(_ bytes: ArraySlice<UInt8>) {
        target.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    private func cut(_ context: ChannelHandlerContext) {
        target.close(promise: nil)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        target.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
