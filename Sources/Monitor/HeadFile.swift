import Glibc

/// The file outside the database that holds the audit log's heads: only ever added to, a line at a
/// time, each on the disk before it counts.
///
/// It is opened for each line, so it may be moved away at any time; a new one is begun. A line that
/// was torn by a loss of power is ended, and passed over by whoever reads.
struct HeadFile: Sendable {
    private static let directoryMode: mode_t = 0o700
    private static let fileMode: mode_t = 0o600
    /// Holds several lines; a line has about 230 bytes.
    private static let tailLimit = 4096

    let path: String

    /// Adds the line that `makeLine` gives for the end of the file (the last lines, oldest first);
    /// returns it. Nil, and nothing added, when it gives none.
    func add(_ makeLine: ([String]) async throws -> String?) async throws -> String? {
        try makeDirectory()
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, Self.fileMode)
        guard descriptor >= 0 else { throw failure("open") }
        defer {
            // Unlocked, too: a process that is being started may hold the descriptor for a moment.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
        // Two that write after the same line would each look like the other's forgery.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK ? HeadFileError.inUse(path: path) : failure("flock")
        }
        let end = try tail(descriptor)
        guard let line = try await makeLine(end.lines) else { return nil }
        try write(Array(((end.isTorn ? "\n" : "") + line + "\n").utf8), to: descriptor)
        guard fsync(descriptor) == 0 else { throw failure("fsync") }
        return line
    }

    private func tail(_ descriptor: Int32) throws -> (lines: [String], isTorn: Bool) {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0 else { throw failure("lseek") }
        var bytes = [UInt8](repeating: 0, count: min(Int(size), Self.tailLimit))
        let start = Int(size) - bytes.count
        let count = pread(descriptor, &bytes, bytes.count, start)
        guard count == bytes.count else { throw failure("read") }
        guard let last = bytes.last else { return ([], false) }
        let newline = UInt8(ascii: "\n")
        var lines = bytes.split(separator: newline).map { String(decoding: $0, as: UTF8.self) }
        if start > 0 {
            guard bytes.contains(newline) else { throw HeadFileError.notHeads(path: path) }
            lines.removeFirst()
        }
        return (lines, last != newline)
    }

    /// The directory above it must be there.
    private func makeDirectory() throws {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let directory = String(path[..<slash])
        if mkdir(directory, Self.directoryMode) != 0 {
            guard errno == EEXIST else { throw failure("mkdir", directory) }
        }
        guard access(path, F_OK) != 0 else { return }
        // A new name lasts when its directory does.
        let created = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, Self.fileMode)
        guard created >= 0 else { throw failure("open") }
        close(created)
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", directory) }
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("write") }
            written += count
        }
    }

    private func failure(_ call: String, _ name: String? = nil) -> HeadFileError {
        .system(call: call, path: name ?? path, reason: String(cString: strerror(errno)))
    }
}
