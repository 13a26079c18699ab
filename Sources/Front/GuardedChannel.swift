import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// A connection as the front takes it: counted by its address, encrypted where there is a
/// certificate, then what it wraps.
struct GuardedChannel<Base: ServerChildChannel>: ServerChildChannel {
    typealias Value = Base.Value

    let base: Base
    let connections: ConnectionCount
    let certificates: Certificates?

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let address = channel.remoteAddress?.ipAddress ?? ""
        guard connections.admit(address) else {
            return channel.eventLoop.makeFailedFuture(ConnectionCount.TooMany())
        }
        channel.closeFuture.whenComplete { _ in connections.leave(address) }
        return channel.eventLoop.makeCompletedFuture {
            if let certificates {
                try channel.pipeline.syncOperations.addHandler(
                    NIOSSLServerHandler(context: certificates.context))
            }
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
