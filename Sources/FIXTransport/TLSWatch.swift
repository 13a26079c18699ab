internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// Sits behind the encryption: bounds the handshake, tells how it ended, and puts its errors into
/// words.
final class TLSWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let limit: Duration
    private let serverName: String?
    private let done: EventLoopPromise<Void>
    private var alarm: Scheduled<Void>?
    private var isDone = false

    init(limit: Duration, serverName: String?, done: EventLoopPromise<Void>) {
        self.limit = limit
        self.serverName = serverName
        self.done = done
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        alarm = context.eventLoop.scheduleTask(in: TimeAmount(limit)) {
            let (watch, context) = bound.value
            guard !watch.isDone else { return }
            watch.fail(.tookTooLong(watch.limit), context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? TLSUserEvent, case .handshakeCompleted = event {
            finish(.success(()))
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLHandler.self)
        let failure = TLSFailure(
            error, name: serverName, certificate: handler?.peerCertificate,
            now: WallClock.now() / 1_000_000)
        fail(failure, context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failure(.hungUp))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(.failure(.hungUp))
    }

    private func fail(_ failure: TLSFailure, _ context: ChannelHandlerContext) {
        finish(.failure(failure))
        context.fireErrorCaught(failure)
    }

    private func finish(_ result: Result<Void, TLSFailure>) {
        guard !isDone else { return }
        isDone = true
        alarm?.cancel()
        switch result {
        case .success: done.succeed()
        case .failure(let failure): done.fail(failure)
        }
    }
}
