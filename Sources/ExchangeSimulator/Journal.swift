#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The exchange's one file: every event in order, each transaction ended by a line `commit`.
/// A kill at any moment leaves whole transactions and at most a torn tail, which the next start
/// cuts off. It is the exchange's own record too: `order`, `trade`, `closed` and `refused` lines
/// say what really happened.
struct Journal: ~Copyable {
    /// Why the journal cannot be used.
    enum Failure: Error, Equatable, CustomStringConvertible {
        /// The system's message for a call that failed.
        case system(call: String, code: Int32)
        /// A committed line (counted from 1) makes no sense.
        case damaged(line: Int)

        var description: String {
            switch self {
            case .system(let call, let code):
                "journal: \(call) failed: \(String(cString: strerror(code)))"
            case .damaged(let line): "journal: line \(line) is damaged"
            }
        }
    }

    static let commitLine = Array("commit\n".utf8)

    private let descriptor: Int32
    /// Waits for the disk at each transaction: survives a crash of the machine, not only of the
    /// process.
    private let synchronous: Bool

    /// Opens or creates the file, cuts off what was not committed, and hands each committed event
    /// to `replay` in order.
    init(path: String, synchronous: Bool, replay: (ExchangeEvent) -> Void) throws(Failure) {
        self.synchronous = synchronous
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw .system(call: "open", code: errno) }
        let bytes = try Journal.readAll(descriptor)
        let committed = try Journal.parse(bytes, replay)
        guard ftruncate(descriptor, off_t(committed)) == 0 else {
            throw .system(call: "ftruncate", code: errno)
        }
        guard lseek(descriptor, 0, SEEK_END) >= 0 else { throw .system(call: "lseek", code: errno) }
    }

    deinit { close(descriptor) }

    /// Appends one transaction with a single write.
    func append(_ events: [ExchangeEvent]) throws(Failure) {
        guard !events.isEmpty else { return }
        var bytes: [UInt8] = []
        for event in events { event.journalLine.append(to: &bytes) }
        bytes.append(contentsOf: Journal.commitLine)
        var written = 0
        while written < bytes.count {
            let result = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if result < 0 {
                if errno == EINTR { continue }
                throw .system(call: "write", code: errno)
            }
            written += result
        }
        if synchronous, fdatasync(descriptor) != 0 {
            throw .system(call: "fdatasync", code: errno)
        }
    }

    private static func readAll(_ descriptor: Int32) throws(Failure) -> [UInt8] {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw .system(call: "lseek", code: errno)
        }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
            while count < Int(size) {
                let result = read(descriptor, buffer.baseAddress! + count, Int(size) - count)
                if result < 0, errno == EINTR { continue }
                guard result > 0 else {
                    failure = result < 0 ? errno : 0
                    break
                }
                count += result
            }
        }
        guard failure == 0 else { throw .system(call: "read", code: failure) }
        return bytes
    }

    /// Hands over the events of whole transactions; returns how many bytes they take.
    static func parse(
        _ bytes: [UInt8], _ replay: (ExchangeEvent) -> Void
    ) throws(Failure) -> Int {
        var committed = 0
        var start = 0
        var lineNumber = 0
        var transaction: [ExchangeEvent] = []
        var damage: Int?
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lineNumber += 1
            if bytes[start...end].elementsEqual(commitLine) {
                if let damage { throw .damaged(line: damage) }
                transaction.forEach(replay)
                transaction.removeAll(keepingCapacity: true)
                committed = end + 1
            } else if let line = JournalLine(bytes: bytes[start..<end]),
                let event = ExchangeEvent(journalLine: line)
            {
                transaction.append(event)
            } else if damage == nil {
                damage = lineNumber
            }
            start = end + 1
        }
        return committed
    }
}
