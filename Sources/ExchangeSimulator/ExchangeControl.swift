internal import NIOCore
internal import NIOPosix

/// Tells a running exchange what is to happen now, over its control socket.
public enum ExchangeControl {
    /// Why there was no answer.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        public let description: String

        public init(description: String) { self.description = description }
    }

    /// Longest answer taken.
    private static let maximumAnswerBytes = 1 << 20

    /// Says one line; returns the lines of the answer, the last of which begins with `ok`. Throws
    /// when the exchange cannot be reached or answers `error`.
    @discardableResult
    public static func send(_ command: String, to path: String) async throws -> [String] {
        guard !command.contains("\n") else {
            throw Failure(description: "a command is one line")
        }
        let client: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                            wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw Failure(description: "no exchange listens on \(path)")
        }
        let lines = try await client.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: command + "\n"))
            return try await answer(inbound)
        }
        guard let last = lines.last, last.hasPrefix("ok") else {
            throw Failure(description: lines.last ?? "no answer")
        }
        return lines
    }

    private static func answer(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>
    ) async throws -> [String] {
        var bytes: [UInt8] = []
        for try await buffer in inbound {
            bytes.append(contentsOf: buffer.readableBytesView)
            guard bytes.count <= maximumAnswerBytes else { break }
            guard bytes.last == UInt8(ascii: "\n") else { continue }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
                String($0)
            }
            if let last = lines.last, last.hasPrefix("ok") || last.hasPrefix("error") {
                return lines
            }
        }
        throw Failure(description: "the exchange hung up")
    }
}
