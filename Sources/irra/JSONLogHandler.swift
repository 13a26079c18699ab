import FoundationEssentials
import Glibc
import Logging

/// One JSON object a line on standard error: `time`, `level`, `label`, `message`, and the metadata
/// under its own names in `metadata`, lists as arrays and what is named within as objects.
///
/// Written by hand: a gateway in a storm writes a line for each batch of messages.
struct JSONLogHandler: LogHandler {
    private static let hexadecimal = Array("0123456789abcdef".utf8)

    let label: String
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var bytes = line(event, at: Date())
        bytes.append(UInt8(ascii: "\n"))
        // One write a line, so that lines of several threads never mix.
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// The line of an event, without its end; names in alphabetical order.
    func line(_ event: LogEvent, at time: Date) -> [UInt8] {
        let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }
            .merging(event.metadata ?? [:]) { $1 }
        var members: Logger.Metadata = [
            "time": "\(time.ISO8601Format(.init(includingFractionalSeconds: true)))",
            "level": "\(event.level.rawValue)", "label": "\(label)",
            "message": "\(event.message)",
        ]
        if let error = event.error { members["error"] = "\(error)" }
        if !all.isEmpty { members["metadata"] = .dictionary(all) }
        var bytes: [UInt8] = []
        Self.append(.dictionary(members), to: &bytes)
        return bytes
    }

    private static func append(_ value: Logger.MetadataValue, to bytes: inout [UInt8]) {
        switch value {
        case .string(let text): append(text, to: &bytes)
        case .stringConvertible(let value): append("\(value)", to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .dictionary(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                append(member.value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                bytes += "\\u00".utf8
                bytes.append(hexadecimal[Int(byte >> 4)])
                bytes.append(hexadecimal[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
