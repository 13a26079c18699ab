import Glibc

/// A price file that has been read through once: it is whole, its layout is known, its lines
/// counted.
struct BhavcopyFile: Sendable {
    /// The largest file of an exchange is a tenth of this.
    static let sizeLimit = 256 * 1_048_576
    static let chunkSize = 65_536
    private static let headerLimit = 8_192
    private static let archiveMark: [UInt8] = Array("PK".utf8)
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let newline = UInt8(ascii: "\n")

    let path: String
    let layout: BhavcopyLayout
    /// In the file's order.
    let columns: [String]
    /// Unpacked.
    let byteCount: Int
    /// Where the first line after the header begins.
    let headerBytes: Int
    /// Lines after the header.
    let lineCount: Int

    /// Reads all of it, so that a file that is cut off or damaged is refused before anything is
    /// loaded.
    init(path: String) throws {
        self.path = path
        let (source, size) = try Self.open(path)
        guard size <= Self.sizeLimit else {
            throw ExchangeFileError.tooLarge(path: path, limitBytes: Self.sizeLimit)
        }
        var header: [UInt8] = []
        var total = 0
        var newlines = 0
        var last = Self.newline
        while true {
            let chunk = try source.read(Self.chunkSize)
            guard let lastOfChunk = chunk.last else { break }
            if total < Self.headerLimit { header += chunk.prefix(Self.headerLimit - total) }
            total += chunk.count
            // An archive's directory can say less than unpacks.
            guard total <= Self.sizeLimit else {
                throw ExchangeFileError.tooLarge(path: path, limitBytes: Self.sizeLimit)
            }
            newlines += Self.newlines(in: chunk)
            last = lastOfChunk
        }
        let end = header.firstIndex(of: Self.newline) ?? header.count
        byteCount = total
        headerBytes = min(end + 1, total)
        lineCount = newlines + (last == Self.newline ? 0 : 1) - (total > 0 ? 1 : 0)
        columns = Self.columns(header[..<end])
        layout = try BhavcopyLayout.recognise(columns).mapError {
            ExchangeFileError.unknownLayout(path: path, $0)
        }.get()
    }

    /// The bytes from the beginning, and how many there will be.
    static func open(_ path: String) throws -> (any ByteSource, size: Int) {
        let plain = try PlainFile(path: path)
        let size = try plain.size()
        if try plain.read(archiveMark.count) == archiveMark {
            let zipped = try ZippedFile(path: path)
            return (zipped, zipped.size)
        }
        return (try PlainFile(path: path), size)
    }

    /// The names in a header line, without the blanks around them.
    static func columns(_ header: ArraySlice<UInt8>) -> [String] {
        let text = header.starts(with: byteOrderMark) ? header.dropFirst(3) : header
        let blanks: [UInt8] = Array(" \t\r".utf8)
        return text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
            let start = $0.drop { blanks.contains($0) }
            let end = start.lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? start.startIndex
            return String(decoding: start[..<end], as: UTF8.self)
        }
    }

    private static func newlines(in chunk: [UInt8]) -> Int {
        chunk.withUnsafeBytes { bytes in
            var count = 0
            var rest = bytes
            while let start = rest.baseAddress, !rest.isEmpty,
                let found = memchr(start, Int32(newline), rest.count)
            {
                count += 1
                rest = UnsafeRawBufferPointer(
                    rebasing: rest[
                        (found
                            - UnsafeMutableRawPointer(
                                mutating: start) + 1)...])
            }
            return count
        }
    }
}
