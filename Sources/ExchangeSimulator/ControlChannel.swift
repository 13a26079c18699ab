internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A Unix socket, for its owner alone, on which lines of text tell the exchange what is to happen
/// now. Each line is answered by lines, the last of which begins with `ok` or `error`.
struct ControlChannel: Sendable {
    /// Bytes of one command.
    static let maximumLineBytes = 65_536
    private static let backlog: Int32 = 16

    enum Failure: Error, CustomStringConvertible {
        case pathTooLong(String)
        case notASocket(String)

        var description: String {
            switch self {
            case .pathTooLong(let path): "control socket: the path is too long: \(path)"
            case .notASocket(let path): "control socket: there is a file of this name: \(path)"
            }
        }
    }

    let path: String
    let host: ExchangeHost

    /// Serves until cancelled.
    func run() async throws {
        guard path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else {
            throw Failure.pathTooLong(path)
        }
        try removeOldSocket()
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: Self.backlog)
            .bind(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        chmod(path, S_IRUSR | S_IWUSR)
        defer { unlink(path) }
        try await withThrowingDiscardingTaskGroup { group in
            try await server.executeThenClose { clients in
                for try await client in clients {
                    group.addTask { await serve(client) }
                }
            }
        }
    }

    /// What a killed process left behind; anything but a socket stays.
    private func removeOldSocket() throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw Failure.notASocket(path) }
        unlink(path)
    }

    /// A client that goes away or says too much ends its own connection only.
    private func serve(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        do {
            try await client.executeThenClose { inbound, outbound in
                var rest: [UInt8] = []
                for try await buffer in inbound {
                    rest.append(contentsOf: buffer.readableBytesView)
                    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                        let line = String(decoding: rest[..<end], as: UTF8.self)
                        rest.removeFirst(end + 1)
                        let answer = await host.command(line).joined(separator: "\n") + "\n"
                        try await outbound.write(ByteBuffer(string: answer))
                    }
                    guard rest.count <= Self.maximumLineBytes else { return }
                }
            }
        } catch {
            return
        }
    }
}
