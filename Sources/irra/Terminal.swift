import Glibc
import PrivateDesk

/// What commands say to the person who typed them. Workers log instead. Lines may quote anybody:
/// what would do something to the terminal is spelled out.
enum Terminal {
    /// A line on standard output, at once: a pipe's reader follows along, too.
    static func say(_ line: String) {
        emit(line.plain(keepsLines: true) + "\n", to: STDOUT_FILENO)
    }

    /// A line on standard error.
    static func complain(_ line: String) {
        emit(line.plain(keepsLines: true) + "\n", to: STDERR_FILENO)
    }

    /// Progress on standard error, with its own line ends.
    static func write(_ text: String) { emit(text, to: STDERR_FILENO) }

    /// Text with control sequences, on standard output.
    static func draw(_ text: String) { emit(text, to: STDOUT_FILENO) }

    private static func emit(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }
}
