import Logging
import PrivateDesk

/// A log for people: one event a line, and nothing that others wrote does anything to the terminal
/// it is read on.
struct PlainLogHandler: LogHandler {
    private var lines: StreamLogHandler

    init(label: String) { lines = StreamLogHandler.standardError(label: label) }

    var logLevel: Logger.Level {
        get { lines.logLevel }
        set { lines.logLevel = newValue }
    }
    var metadata: Logger.Metadata {
        get { lines.metadata }
        set { lines.metadata = newValue }
    }
    var metadataProvider: Logger.MetadataProvider? {
        get { lines.metadataProvider }
        set { lines.metadataProvider = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { lines[metadataKey: key] }
        set { lines[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        var event = event
        event.message = "\("\(event.message)".plain(keepsLines: false))"
        event.metadata = event.metadata?.mapValues { value in
            .string(Self.text(value).plain(keepsLines: false))
        }
        lines.log(event: event)
    }

    /// Lists and what is named within them as a person writes them: `[order_id 7 type D, …]`.
    private static func text(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .array(let values): "[" + values.map(text).joined(separator: ", ") + "]"
        case .dictionary(let members):
            members.sorted { $0.key < $1.key }.map { "\($0.key) \(text($0.value))" }
                .joined(separator: " ")
        default: "\(value)"
        }
    }
}
