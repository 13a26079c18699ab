/// A freeze-quantity file that has been read: its header is the known one, its lines are text.
struct FreezeFile: Sendable {
    /// Each exactly once, in any order.
    static let expectedColumns = ["S.No.", "SYMBOL", "VOL_FRZ_QTY"]
    /// The exchange's file has 8 kB.
    static let sizeLimit = 1_048_576
    private static let problemsShown = 100

    let path: String
    /// In the file's order.
    let columns: [String]
    /// What follows the header; the first is line 2 of the file.
    let lines: [String]

    /// Reads all of it. Throws `ExchangeFileError`.
    init(path: String) throws {
        self.path = path
        let content = try Self.content(of: path)
        var rows = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if rows.last?.isEmpty == true { rows.removeLast() }
        columns = BhavcopyFile.columns(rows.first ?? [])
        guard columns.sorted() == Self.expectedColumns.sorted() else {
            throw ExchangeFileError.otherColumns(
                path: path, expected: Self.expectedColumns, found: columns)
        }
        lines = try Self.text(of: rows.dropFirst(), path)
    }

    private static func content(of path: String) throws -> [UInt8] {
        let (source, size) = try BhavcopyFile.open(path)
        var content: [UInt8] = []
        // An archive's directory can say less than unpacks.
        while size <= sizeLimit, content.count <= sizeLimit {
            let chunk = try source.read(BhavcopyFile.chunkSize)
            if chunk.isEmpty { return content }
            content += chunk
        }
        throw ExchangeFileError.tooLarge(path: path, limitBytes: sizeLimit)
    }

    /// The server takes nothing but text: what is none is told here, by its line.
    private static func text(
        of rows: ArraySlice<ArraySlice<UInt8>>, _ path: String
    ) throws -> [String] {
        var lines: [String] = []
        var problems: [ExchangeFileError.Problem] = []
        for row in rows {
            let bytes = row.last == UInt8(ascii: "\r") ? row.dropLast() : row
            let isPrintable = bytes.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\t") }
            let line = isPrintable ? String(validating: bytes, as: UTF8.self) : nil
            lines.append(line ?? "")
            // The header was line 1.
            if line == nil {
                problems.append(.init(line: Int64(lines.count) + 1, reason: "not a line of text"))
            }
        }
        guard problems.isEmpty else {
            throw ExchangeFileError.refused(
                path: path, problemCount: problems.count,
                problems: Array(problems.prefix(problemsShown)))
        }
        return lines
    }
}
