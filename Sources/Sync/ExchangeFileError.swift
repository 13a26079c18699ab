/// Why a file of the exchange was not taken. In every case nothing was changed.
public enum ExchangeFileError: Error, Sendable, Hashable {
    /// A row and what is wrong with it. The header is line 1.
    public struct Problem: Sendable, Hashable, Decodable {
        public let line: Int64
        public let reason: String

        public init(line: Int64, reason: String) {
            self.line = line
            self.reason = reason
        }
    }

    /// The file cannot be opened or read.
    case unreadable(path: String, reason: String)
    /// A zip archive that is cut off, fails its checksum or is encrypted.
    case damagedArchive(path: String, reason: String)
    /// An archive must hold exactly one file.
    case archiveContents(path: String, files: Int)
    /// Larger than any exchange file: not unpacked, not read.
    case tooLarge(path: String, limitBytes: Int)
    case unknownLayout(path: String, BhavcopyHeaderMismatch)
    /// The first line does not name just the columns that this kind of file has.
    case otherColumns(path: String, expected: [String], found: [String])
    /// Rows that cannot be taken: how many reasons, and the first of them in order of line.
    case refused(path: String, problemCount: Int, problems: [Problem])
    /// The server counted other lines than were read: the file changed meanwhile, or it holds the
    /// mark that ends a copy.
    case linesDiffer(path: String, read: Int, loaded: Int)
}

extension ExchangeFileError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): return "\(path): \(reason)"
        case .damagedArchive(let path, let reason): return "\(path): damaged archive: \(reason)"
        case .archiveContents(let path, let files):
            return "\(path): the archive holds \(files) files instead of one"
        case .tooLarge(let path, let limitBytes):
            return "\(path): larger than \(limitBytes / 1_048_576) MiB"
        case .unknownLayout(let path, let mismatch): return "\(path): \(mismatch)"
        case .otherColumns(let path, let expected, let found):
            return "\(path): the columns are \(Self.list(found))"
                + " instead of \(expected.joined(separator: ", "))"
        case .linesDiffer(let path, let read, let loaded):
            return "\(path): \(read) lines were read and \(loaded) arrived"
        case .refused(let path, let problemCount, let problems):
            let lines = problems.map { "  line \($0.line): \($0.reason)" }
            let rest = problemCount - problems.count
            let more = rest > 0 ? ["  and \(rest) more"] : []
            let count = problemCount == 1 ? "1 problem" : "\(problemCount) problems"
            return (["\(path): refused, nothing was changed; \(count):"] + lines + more)
                .joined(separator: "\n")
        }
    }

    /// The first names, each cut: what is no such file can have any number of columns of any size.
    private static func list(_ names: [String]) -> String {
        let namesShown = 5
        let lettersShown = 40
        let shown = names.prefix(namesShown).map { name in
            name.isEmpty ? "(no name)" : String(name.prefix(lettersShown))
        }
        let rest = names.count - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
