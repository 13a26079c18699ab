/// What `irra conformance` is told by its environment.
public struct ConformanceEnvironment: Sendable, Equatable {
    /// A variable that is missing or makes no sense.
    public struct Invalid: Error, Equatable, CustomStringConvertible {
        public let variable: String
        public let expected: String

        public var description: String { "\(variable) must be \(expected)" }
    }

    public let host: String
    public let port: Int
    public let sender: String
    public let target: String
    public let heartbeatSeconds: Int
    public let resetsOnLogon: Bool
    /// Between two attempts to connect.
    public let reconnect: Duration
    /// Name of the session's row: the last component of the path in FIX_STATE.
    public let session: String

    public init(_ environment: [String: String]) throws(Invalid) {
        let reader = Reader(environment: environment)
        host = try reader.text("FIX_HOST", "a host's name or address") { !$0.isEmpty }
        port = try reader.number("FIX_PORT", 1...65_535, default: nil)
        sender = try reader.text("FIX_SENDER", Self.compID, Self.isCompID)
        target = try reader.text("FIX_TARGET", Self.compID, Self.isCompID)
        heartbeatSeconds = try reader.number("FIX_HEARTBT", 1...300, default: 30)
        resetsOnLogon = try reader.number("FIX_RESET", 0...1, default: 0) == 1
        reconnect = try reader.seconds("FIX_RECONNECT", upTo: 3600, default: 1)
        let path = try reader.text("FIX_STATE", Self.path) { Self.isSession($0) }
        session = String(Self.lastComponent(path))
    }

    private static let compID = "1 to 64 printable characters without blanks"
    private static let path =
        "a path whose last component is 1 to 64 letters, digits, dots, hyphens or underscores"
    private static let longestName = 64

    private static func isCompID(_ text: String) -> Bool {
        (1...longestName).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    }

    private static func lastComponent(_ path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }

    private static func isSession(_ path: String) -> Bool {
        let name = lastComponent(path)
        return (1...longestName).contains(name.utf8.count) && name != "." && name != ".."
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }

    private struct Reader {
        let environment: [String: String]

        func text(
            _ name: String, _ expected: String, _ isValid: (String) -> Bool
        ) throws(Invalid) -> String {
            guard let value = environment[name], isValid(value) else {
                throw Invalid(variable: name, expected: expected)
            }
            return value
        }

        func number(
            _ name: String, _ range: ClosedRange<Int>, default standard: Int?
        ) throws(Invalid) -> Int {
            let given = environment[name] ?? ""
            if given.isEmpty, let standard { return standard }
            guard let number = Int(given), range.contains(number) else {
                throw Invalid(
                    variable: name,
                    expected: "a number from \(range.lowerBound) to \(range.upperBound)")
            }
            return number
        }

        func seconds(
            _ name: String, upTo limit: Double, default standard: Double
        ) throws(Invalid) -> Duration {
            let given = environment[name] ?? ""
            guard let seconds = given.isEmpty ? standard : Double(given), seconds >= 0,
                seconds <= limit
            else {
                throw Invalid(variable: name, expected: "seconds from 0 to \(Int(limit))")
            }
            return .seconds(seconds)
        }
    }
}
