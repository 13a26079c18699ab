import Glibc

/// Reads a file of heads piece by piece, in bounded memory.
struct HeadLines: ~Copyable {
    private static let pieceSize = 65_536
    private static let newline = UInt8(ascii: "\n")

    private let path: String
    private let descriptor: Int32
    /// The begin of a line whose end was not read yet.
    private var rest: [UInt8] = []
    private var isAtEnd = false

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("open", path) }
    }

    deinit { close(descriptor) }

    /// The next lines, without their ends; nil after the last. A line that nobody ended is one, and
    /// so is each piece of one that is longer than a head can be.
    mutating func next() throws -> [String]? {
        while !isAtEnd {
            var bytes = [UInt8](repeating: 0, count: Self.pieceSize)
            let count = read(descriptor, &bytes, bytes.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure("read", path) }
            isAtEnd = count == 0
            rest += bytes[..<count]
            let cut = rest.lastIndex(of: Self.newline).map { $0 + 1 } ?? 0
            let whole = isAtEnd || rest.count - cut > Self.pieceSize ? rest.count : cut
            guard whole > 0 else { continue }
            let lines = rest[..<whole].split(separator: Self.newline)
            rest.removeFirst(whole)
            return lines.map { String(decoding: $0, as: UTF8.self) }
        }
        return nil
    }

    private static func failure(_ call: String, _ path: String) -> HeadFileError {
        .system(call: call, path: path, reason: String(cString: strerror(errno)))
    }
}
