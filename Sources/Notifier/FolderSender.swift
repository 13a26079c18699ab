import DeskDatabase
import Glibc

/// The directory that stands for mail and SMS providers on a desk that has none: one file a
/// message.
///
/// A name and a content that the message alone decides make a repeated delivery the same file.
/// Files and directory are the owner's only: they hold clients' affairs.
struct FolderSender: MessageSender {
    private static let directoryMode: mode_t = 0o700
    private static let fileMode: mode_t = 0o600

    let path: String
    /// `email` or `sms`.
    let channel: String

    /// Makes the directory; its parent must be there.
    static func create(_ path: String) throws {
        if mkdir(path, directoryMode) != 0, errno != EEXIST { throw failure("mkdir", path) }
    }

    /// The renames are made last by one `fsync` for all, before anything is called delivered.
    func send(
        _ messages: [NotifyFunctions.Message], while mayBegin: @escaping @Sendable () -> Bool,
        report: @escaping @Sendable (DeliveryOutcome) -> Void
    ) async {
        var written: [NotifyFunctions.Message] = []
        for message in messages {
            guard mayBegin() else {
                report(DeliveryOutcome(message: message, result: .untried))
                continue
            }
            do {
                try write(message)
                written.append(message)
            } catch {
                // A disk that is full or gone is the provider's fault.
                report(DeliveryOutcome(message: message, result: .failed(.provider, "\(error)")))
            }
        }
        guard !written.isEmpty else { return }
        let result: DeliveryOutcome.Result
        do {
            try synchronise()
            result = .delivered(reference: "")
        } catch {
            result = .failed(.provider, "\(error)")
        }
        for message in written { report(DeliveryOutcome(message: message, result: result)) }
    }

    /// Writes under another name, to the disk, then renames: a file is whole or not there.
    private func write(_ message: NotifyFunctions.Message) throws {
        let isMail = channel == "email"
        let name = "\(message.messageID)-\(channel).\(isMail ? "eml" : "txt")"
        let text =
            isMail
            ? MailDocument(message).text
            : "To: \(MailDocument.singleLine(message.recipient))\n\n\(message.body)\n"
        let target = "\(path)/\(name)"
        // Two notifiers can hold one message when a lease ran out.
        let temporary = "\(path)/.\(name).\(getpid())"
        let descriptor = open(
            temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, Self.fileMode)
        guard descriptor >= 0 else { throw Self.failure("open", temporary) }
        do {
            defer { close(descriptor) }
            try write(Array(text.utf8), to: descriptor, temporary)
            guard fsync(descriptor) == 0 else { throw Self.failure("fsync", temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, target) == 0 else { throw Self.failure("rename", target) }
    }

    private func synchronise() throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.failure("fsync", path) }
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32, _ name: String) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Self.failure("write", name) }
            written += count
        }
    }

    private static func failure(_ call: String, _ name: String) -> DeliveryError {
        DeliveryError(call: call, path: name, reason: String(cString: strerror(errno)))
    }
}
