import FIX
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

@testable import FIXTransport

/// The other side of a session by hand: writes exactly the bytes a test wants and collects what
/// comes back.
final class RawPeer: Sendable {
    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let state = NIOLockedValueBox(
            (decoder: FrameDecoder(), messages: [Message](), isClosed: false))

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            state.withLockedValue { state in
                state.decoder.append(buffer.readableBytesView)
                while case .message(let message) = state.decoder.next() {
                    state.messages.append(message)
                }
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            state.withLockedValue { $0.isClosed = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    private let channel: any Channel
    private let collector: Collector
    private let encoder: FrameEncoder

    init(
        port: Int, from sender: String = "DESK", to target: String = "EXCH"
    ) async throws {
        let collector = Collector()
        self.collector = collector
        encoder = FrameEncoder(
            beginString: "FIX.4.4", senderCompID: sender, targetCompID: target)
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(collector)
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
    }

    var types: [String] { collector.state.withLockedValue { $0.messages.map(\.msgType) } }
    var messages: [Message] { collector.state.withLockedValue { $0.messages } }
    var isClosed: Bool { collector.state.withLockedValue { $0.isClosed } }

    func frame(_ type: String, _ sequence: Int64, _ body: String = "") -> [UInt8] {
        var bytes: [UInt8] = []
        encoder.encode(
            type: type, sequence: sequence, sendingTime: WallClock.now(), body: body,
            into: &bytes)
        return bytes
    }

    func logon(_ sequence: Int64 = 1) -> [UInt8] {
        frame(MessageType.logon, sequence, FieldText.of((98, "0"), (108, "30")))
    }

    func write(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Leaves what comes in the socket, as a hung process would.
    func stopReading() async throws {
        try await channel.setOption(.autoRead, value: false).get()
    }

    func close() async throws {
        try await channel.close()
    }
}
