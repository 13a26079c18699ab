import Glibc

/// The bytes of a mail, handed to libcurl as it asks for them.
struct SMTPBody {
    let bytes: [UInt8]
    private var sent = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func read(into buffer: UnsafeMutablePointer<CChar>, atMost limit: Int) -> Int {
        let count = min(limit, bytes.count - sent)
        bytes.withUnsafeBytes { source in
            if count > 0 { memcpy(buffer, source.baseAddress! + sent, count) }
        }
        sent += count
        return count
    }
}
