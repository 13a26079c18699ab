import Glibc

/// A file read from its beginning.
final class PlainFile: ByteSource {
    private let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            throw ExchangeFileError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
    }

    deinit { close(descriptor) }

    /// Bytes in the file now.
    func size() throws -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure() }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ExchangeFileError.unreadable(path: path, reason: "not a regular file")
        }
        return Int(status.st_size)
    }

    func read(_ count: Int) throws -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var received = Glibc.read(descriptor, buffer.baseAddress, count)
            while received < 0 && errno == EINTR {
                received = Glibc.read(descriptor, buffer.baseAddress, count)
            }
            failed = received < 0
            filled = max(0, received)
        }
        if failed { throw failure() }
        return bytes
    }

    private func failure() -> ExchangeFileError {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
}
