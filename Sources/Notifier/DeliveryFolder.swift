import DeskDatabase
import Glibc

/// The directory that stands for the mail and SMS providers: one file a message.
///
/// A name and a content that the message alone decides make a repeated delivery the same file.
/// Files and directory are the owner's only: they hold clients' affairs.
struct DeliveryFolder: Sendable {
    private static let directoryMode: mode_t = 0o700
    private static let fileMode: mode_t = 0o600

    let path: String

    /// Makes the directory; its parent must be there.
    func create() throws {
        if mkdir(path, Self.directoryMode) != 0, errno != EEXIST { throw failure("mkdir", path) }
    }

    /// Writes under another name, to the disk, then renames: a file is whole or not there.
    func write(_ message: NotifyFunctions.Message) throws {
        let document = MessageDocument(message)
        let target = "\(path)/\(document.fileName)"
        // Two notifiers can hold one message when a lease ran out.
        let temporary = "\(path)/.\(document.fileName).\(getpid())"
        let descriptor = open(
            temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, Self.fileMode)
        guard descriptor >= 0 else { throw failure("open", temporary) }
        do {
            defer { close(descriptor) }
            try write(Array(document.text.utf8), to: descriptor, temporary)
            guard fsync(descriptor) == 0 else { throw failure("fsync", temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, target) == 0 else { throw failure("rename", target) }
    }

    /// Makes the renames last; call before messages are called delivered.
    func synchronise() throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32, _ name: String) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("write", name) }
            written += count
        }
    }

    private func failure(_ call: String, _ name: String) -> DeliveryError {
        DeliveryError(call: call, path: name, reason: String(cString: strerror(errno)))
    }
}
