import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request has not wholly arrived in time, or whose client does not read
/// what it is sent.
///
/// The idle time-out ends connections that send nothing; one byte now and then would keep a body
/// open for ever without this.
final class RequestDeadlineHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let limit: TimeAmount
    private let writeLimit: TimeAmount
    private var deadline: Scheduled<Void>?
    private var writeDeadline: Scheduled<Void>?

    init(limit: TimeAmount, writeLimit: TimeAmount) {
        self.limit = limit
        self.writeLimit = writeLimit
    }

    /// What is written waits for the client from the first of these calls to the second.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writeDeadline?.cancel()
        writeDeadline = nil
        if !context.channel.isWritable {
            let channel = context.channel
            writeDeadline = context.eventLoop.scheduleTask(in: writeLimit) {
                channel.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            let channel = context.channel
            deadline?.cancel()
            deadline = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        case .body: break
        case .end:
            deadline?.cancel()
            deadline = nil
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = nil
        writeDeadline?.cancel()
        writeDeadline = nil
        context.fireChannelInactive()
    }
}
