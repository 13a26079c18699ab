/// The bytes after a file's header, in chunks, telling how far it is.
struct BhavcopyLines: AsyncSequence, Sendable {
    let file: BhavcopyFile
    let progress: @Sendable (ImportProgress) -> Void

    func makeAsyncIterator() -> Iterator { Iterator(file: file, progress: progress) }

    struct Iterator: AsyncIteratorProtocol {
        let file: BhavcopyFile
        let progress: @Sendable (ImportProgress) -> Void
        private var source: (any ByteSource)?
        private var position = 0

        init(file: BhavcopyFile, progress: @escaping @Sendable (ImportProgress) -> Void) {
            self.file = file
            self.progress = progress
        }

        mutating func next() async throws -> ArraySlice<UInt8>? {
            let source = try source ?? BhavcopyFile.open(file.path).0
            self.source = source
            var chunk = ArraySlice(try source.read(BhavcopyFile.chunkSize))
            // The header is shorter than a chunk, but a read may return less than was asked for.
            while !chunk.isEmpty, position < file.headerBytes {
                let skipped = Swift.min(chunk.count, file.headerBytes - position)
                position += skipped
                chunk = chunk.dropFirst(skipped)
                if chunk.isEmpty { chunk = ArraySlice(try source.read(BhavcopyFile.chunkSize)) }
            }
            guard !chunk.isEmpty else { return nil }
            position += chunk.count
            progress(.loading(bytes: position, of: file.byteCount))
            return chunk
        }
    }
}
