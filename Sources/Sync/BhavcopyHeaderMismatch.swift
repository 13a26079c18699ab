/// How a header line differs from the known layout that it resembles most.
public struct BhavcopyHeaderMismatch: Error, Sendable, Hashable {
    /// Names quoted in a message; a file that is no bhavcopy can have any number of columns.
    private static let namesShown = 10

    public let layout: BhavcopyLayout
    public let missing: [String]
    public let unknown: [String]
    public let repeated: [String]

    var differences: Int { missing.count + unknown.count + repeated.count }
    /// Not one column in common.
    var isNoBhavcopy: Bool { missing.count == layout.columns.count }
}

extension BhavcopyHeaderMismatch: CustomStringConvertible {
    public var description: String {
        if isNoBhavcopy { return "the first line is no header of a bhavcopy" }
        let kind = layout == .udiff ? "a UDiFF bhavcopy" : "an NSE cash bhavcopy"
        let parts = [("missing", missing), ("unknown", unknown), ("more than once", repeated)]
            .filter { !$0.1.isEmpty }
            .map { word, names in "\(word): \(Self.list(names))" }
        return "not the columns of \(kind); " + parts.joined(separator: "; ")
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(namesShown).map { $0.isEmpty ? "(no name)" : $0 }
        let rest = names.count - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
