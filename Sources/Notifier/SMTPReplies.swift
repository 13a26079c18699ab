import CCurl
import DeskDatabase

/// What the server said, and whose fault a failure was (RFC 5321, 3463).
struct SMTPReplies {
    /// Longest reply that is kept, in bytes.
    private static let lineLimit = 300

    /// The last reply, or the first that refused something: after one there is only good-bye.
    private var last = ""

    mutating func add(_ line: UnsafeRawBufferPointer) {
        let text = String(decoding: line.prefix(Self.lineLimit), as: UTF8.self)
            .split(whereSeparator: \.isNewline).joined(separator: " ")
        if !text.isEmpty, code < 400 { last = text }
    }

    /// Of that reply; 0 when there was none.
    var code: Int { Int(last.prefix(3)) ?? 0 }

    /// The server's name for a mail that it took: the last word of its answer, if it says one.
    var queueName: String {
        guard code == 250, let word = last.dropFirst(4).split(separator: " ").last,
            word.contains(where: \.isNumber)
        else { return "" }
        return String(word)
    }

    func failure(of result: CURLcode, reason: String) -> DeliveryOutcome.Result {
        let words = last.isEmpty ? reason : "\(reason): \(last)"
        switch code {
        // Closing down, or our log-in: it is the server that cannot, or will not, serve us.
        case 421, 454, 530, 534, 535, 538: return .failed(.provider, words)
        case 400...499: return .failed(.again, words)
        case 500...599: return .failed(isAboutAddress ? .address : .refused, words)
        // Cut after it had begun to take the mail: this mail may be why.
        case 354: return .failed(.again, words)
        default: return .failed(.provider, words)
        }
    }

    /// Enhanced codes 5.1.x speak of addresses, 5.7.x of policy; without one the code has to do.
    private var isAboutAddress: Bool {
        let words = last.dropFirst(4)
        if words.hasPrefix("5.") { return words.hasPrefix("5.1.") }
        return code == 550 || code == 551 || code == 553
    }
}
