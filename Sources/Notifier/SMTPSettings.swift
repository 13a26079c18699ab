import FoundationEssentials

/// `notify.providers.settings` of kind smtp.
struct SMTPSettings: Sendable, Decodable {
    enum Encryption: String, Sendable, Decodable {
        /// From the first byte (port 465).
        case tls
        /// Asked for and insisted on (port 587).
        case starttls
        /// For a relay on the same machine.
        case none
    }

    let host: String
    let port: Int?
    let tls: Encryption?
    let username: String?
    let passwordRef: String?
    /// An address, or a name and an address in angle brackets.
    let from: String
    /// What we call ourselves in EHLO; libcurl's choice is this machine's name.
    let hello: String?
    /// PEM of the authorities to trust, in place of the system's.
    let caFile: String?

    static let defaultPort = 587

    var encryption: Encryption { tls ?? .starttls }

    var url: String {
        let scheme = encryption == .tls ? "smtps" : "smtp"
        return "\(scheme)://\(host):\(port ?? Self.defaultPort)" + (hello.map { "/\($0)" } ?? "")
    }

    /// The bare address, for the envelope.
    var envelopeFrom: String { Self.address(in: from) }

    static func address(in words: String) -> String {
        guard let start = words.lastIndex(of: "<"), let end = words.lastIndex(of: ">"),
            start < end
        else { return words }
        return String(words[words.index(after: start)..<end])
    }
}
