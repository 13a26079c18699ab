import FIX
import Foundation

/// An exchange that does nothing by itself: a listening socket, and whatever the test says. Its
/// calls block a thread of their own, never one of the tests'.
final class RawExchange: Sendable {
    struct TimedOut: Error {
        let waitedFor: String
    }

    private let listener: Int32
    let port: Int

    init() throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = listener
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, length) == 0 && listen(socket, 8) == 0
                    && getsockname(socket, pointer, &length) == 0
            }
        }
        guard isListening else { throw TimedOut(waitedFor: "a port") }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(listener) }

    /// The next connection.
    func accept(within seconds: Double = 120) async throws -> RawConnection {
        let listener = listener
        return try await onThread {
            guard isReadable(listener, seconds) else { throw TimedOut(waitedFor: "a connection") }
            return RawConnection(socket: Glibc.accept(listener, nil, nil))
        }
    }

    /// The next connection that logs on, answered with our number. One that ends before it has
    /// said anything is dialled again, as by a process whose machine has just stood still.
    func logOn(
        _ number: Int, within seconds: Double = 120
    ) async throws -> (connection: RawConnection, logon: Message) {
        while true {
            let connection = try await accept(within: seconds)
            guard let logon = try await connection.next(within: seconds) else { continue }
            guard logon.msgType == "A" else {
                throw TimedOut(waitedFor: "35=A, but \(logon.msgType) came")
            }
            let reset = logon[141] == "Y" ? "141=Y|" : ""
            try connection.send("A", number, "98=0|108=\(logon[108] ?? "30")|\(reset)")
            return (connection, logon)
        }
    }
}

/// One connection to a `RawExchange`, which plays YOU.
final class RawConnection: @unchecked Sendable {
    private let socket: Int32
    private var decoder = FrameDecoder()
    private(set) var isEnded = false

    init(socket: Int32) { self.socket = socket }

    deinit { close(socket) }

    /// Waits for a message of this type, passing over session messages before it.
    func next(_ type: String, within seconds: Double = 120) async throws -> Message {
        while let message = try await next(within: seconds) {
            if message.msgType == type { return message }
            guard ["0", "1", "2"].contains(message.msgType) else {
                throw RawExchange.TimedOut(
                    waitedFor: "35=\(type), but \(message.msgType) \(message[11] ?? "") came")
            }
        }
        // Whoever hung up gets to say why.
        try await Task.sleep(for: .seconds(2))
        throw RawExchange.TimedOut(waitedFor: "35=\(type), but the connection ended")
    }

    /// The next message; nil when the connection ended. Throws when nothing came in time.
    func next(within seconds: Double) async throws -> Message? {
        try await onThread { [self] in
            let end = ContinuousClock.now + .seconds(seconds)
            while ContinuousClock.now < end {
                if case .message(let message) = decoder.next() { return message }
                if isEnded { return nil }
                guard isReadable(socket, 0.05) else { continue }
                var bytes = [UInt8](repeating: 0, count: 65_536)
                let count = recv(socket, &bytes, bytes.count, 0)
                if count > 0 { decoder.append(bytes[..<count]) } else { isEnded = true }
            }
            throw RawExchange.TimedOut(waitedFor: "a message")
        }
    }

    /// - Parameter fields: after the header, each ended by `|`.
    func send(_ type: String, _ number: Int, _ fields: String = "") throws {
        let time = UTCTimestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1e6))
            .text(.milliseconds)
        let body = "35=\(type)|34=\(number)|49=YOU|52=\(time)|56=ME|\(fields)"
            .replacing("|", with: "\u{1}")
        let head = "8=FIX.4.4\u{1}9=\(body.utf8.count)\u{1}" + body
        let sum = String(head.utf8.reduce(0) { ($0 + Int($1)) % 256 })
        let frame =
            head + "10=\(String(repeating: "0", count: 3 - sum.count))\(sum)\u{1}"
        let bytes = Array(frame.utf8)
        guard Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        else { throw RawExchange.TimedOut(waitedFor: "room in the socket") }
    }

    func hangUp() { shutdown(socket, Int32(SHUT_RDWR)) }
}

private func isReadable(_ socket: Int32, _ seconds: Double) -> Bool {
    var watched = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, Int32(seconds * 1000)) == 1
}

private func onThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}
