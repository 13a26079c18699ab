internal import FIX
internal import NIOCore

/// Runs on the socket's event loop: cuts bytes into messages for the inbox, holds back reading
/// when nobody takes them, ticks, and closes a socket that takes no byte of ours for too long, or
/// whose side may not speak any more.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The driver looks at the clock this often.
    private static let tickMilliseconds: Int64 = 100

    private let inbox: Inbox
    private let now: @Sendable () -> Int64
    private let stallLimit: Duration
    private let mayWrite: @Sendable () -> Bool
    private var decoder: FrameDecoder
    private var ticks: RepeatedTask?
    private var unwritableSince: ContinuousClock.Instant?

    init(inbox: Inbox, settings: DriverSettings, now: @escaping @Sendable () -> Int64) {
        self.inbox = inbox
        self.now = now
        self.stallLimit = settings.writeStallLimit
        self.mayWrite = settings.mayWrite
        self.decoder = FrameDecoder(maximumFrameBytes: settings.maximumFrameBytes)
    }

    func channelActive(context: ChannelHandlerContext) {
        let interval = TimeAmount.milliseconds(Self.tickMilliseconds)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        ticks = context.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) {
            _ in
            let (handler, context) = bound.value
            handler.tick(context)
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data).readableBytesView)
        let time = now()
        var events: [Inbox.Event] = []
        while true {
            switch decoder.next() {
            case .message(let message):
                events.append(.message(message, readAt: time))
                continue
            case .garbled(let reason, let byteCount):
                events.append(.garbled("\(reason) (\(byteCount) bytes skipped)"))
                continue
            case .needMore:
                inbox.add(events)
                return
            }
        }
    }

    func read(context: ChannelHandlerContext) {
        if inbox.mayRead() { context.read() }
    }

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        guard mayWrite() else {
            promise?.fail(ChannelError.outputClosed)
            fallSilent(context)
            return
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        unwritableSince = context.channel.isWritable ? nil : ContinuousClock.now
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        ticks?.cancel()
        inbox.end("connection closed by the other side")
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        inbox.end("connection failed: \(error)")
        context.close(promise: nil)
    }

    private func tick(_ context: ChannelHandlerContext) {
        if let since = unwritableSince, ContinuousClock.now - since > stallLimit {
            inbox.end("the other side reads nothing")
            context.close(promise: nil)
        }
        guard mayWrite() else { return fallSilent(context) }
        inbox.tick()
    }

    private func fallSilent(_ context: ChannelHandlerContext) {
        inbox.discard(because: "no longer allowed to speak")
        context.close(promise: nil)
    }
}
