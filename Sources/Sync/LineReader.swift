/// The lines of a file, `.csv` or `.zip`, without their ends; a last line without an end counts.
struct LineReader {
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let path: String
    private let source: any ByteSource
    private let sizeLimit: Int
    private let lineLimit: Int
    private var buffer: ArraySlice<UInt8> = []
    private var total = 0
    private var isAtEnd = false

    /// Throws `ExchangeFileError`: unreadable, damaged, or larger than `sizeLimit` bytes.
    init(path: String, sizeLimit: Int, lineLimit: Int) throws {
        self.path = path
        self.sizeLimit = sizeLimit
        self.lineLimit = lineLimit
        let (source, size) = try BhavcopyFile.open(path)
        guard size <= sizeLimit else {
            throw ExchangeFileError.tooLarge(path: path, limitBytes: sizeLimit)
        }
        self.source = source
    }

    /// Nil at the end. Throws for a line longer than `lineLimit` bytes: this is no such file.
    mutating func next() throws -> [UInt8]? {
        while true {
            if let end = buffer.firstIndex(of: Self.newline) {
                let line = buffer[..<end]
                buffer = buffer[(end + 1)...]
                return Array(line.last == Self.carriageReturn ? line.dropLast() : line)
            }
            if isAtEnd {
                guard !buffer.isEmpty else { return nil }
                defer { buffer = [] }
                return Array(buffer)
            }
            guard buffer.count <= lineLimit else {
                throw ExchangeFileError.unreadable(
                    path: path, reason: "a line has more than \(lineLimit) bytes")
            }
            let chunk = try source.read(BhavcopyFile.chunkSize)
            isAtEnd = chunk.isEmpty
            total += chunk.count
            // An archive's directory can say less than unpacks.
            guard total <= sizeLimit else {
                throw ExchangeFileError.tooLarge(path: path, limitBytes: sizeLimit)
            }
            buffer = buffer + chunk
        }
    }
}
