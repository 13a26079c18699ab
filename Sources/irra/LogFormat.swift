import ArgumentParser
import Logging

/// How a worker writes its log: for people or for machines.
enum LogFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    case text
    case json

    /// Makes this the process's log, on standard error. Once a process.
    func bootstrap(level: Logger.Level) {
        LoggingSystem.bootstrap { label in
            switch self {
            case .text:
                var handler = PlainLogHandler(label: label)
                handler.logLevel = level
                return handler
            case .json:
                var handler = JSONLogHandler(label: label)
                handler.logLevel = level
                return handler
            }
        }
    }
}
